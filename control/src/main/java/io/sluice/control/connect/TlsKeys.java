package io.sluice.control.connect;

import io.sluice.core.access.KeyStoreFiles;
import io.sluice.core.access.Tls;
import io.sluice.core.pipeline.Database;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * The connectors' settings for TLS to the databases. The connectors run on other machines, so the settings contain
 * references to the certificates, and the worker's secret provider converts these into the files that the connector
 * reads.
 */
final class TlsKeys {

    private TlsKeys() {}

    /**
     * Without certificates Debezium encrypts if MySQL can, and may request MySQL's public key for sending the password.
     */
    static void debezium(Map<String, String> config, Database source) {
        config.put("database.ssl.mode", source.tls().isPresent() ? "verify_identity" : "preferred");
        config.put(
                "driver.allowPublicKeyRetrieval", Boolean.toString(source.tls().isEmpty()));
        source.tls().ifPresent(tls -> {
            config.put("database.ssl.truststore", "${secret:truststore:" + absolute(tls.ca()) + "}");
            config.put("database.ssl.truststore.password", KeyStoreFiles.PASSWORD);
            tls.client().ifPresent(client -> {
                config.put("database.ssl.keystore", keyStore(client));
                config.put("database.ssl.keystore.password", KeyStoreFiles.PASSWORD);
            });
        });
    }

    /** The URL of the sink, with the driver's options for TLS. */
    static String sinkUrl(Database target) {
        String url = "jdbc:postgresql://" + target.address() + "/" + target.database();
        return target.tls()
                .map(tls -> url + "?sslmode=verify-full&sslrootcert="
                        + URLEncoder.encode(absolute(tls.ca()), StandardCharsets.UTF_8)
                        + tls.client().map(TlsKeys::sinkKey).orElse(""))
                .orElse(url);
    }

    private static String sinkKey(Tls.ClientCertificate client) {
        return "&sslkey=" + keyStore(client) + "&sslpassword=" + KeyStoreFiles.PASSWORD;
    }

    private static String keyStore(Tls.ClientCertificate client) {
        return "${secret:keystore:" + absolute(client.certificate()) + "," + absolute(client.key()) + "}";
    }

    private static String absolute(Path file) {
        return file.toAbsolutePath().toString();
    }
}
