package io.sluice.schema.source;

import io.sluice.core.access.KeyStoreFiles;
import io.sluice.core.access.Untrusted;
import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import io.sluice.core.pipeline.Database;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** Opens connections to the MySQL server of a pipeline. */
public final class SourceConnection {

    /** Access denied, with a password or without; an expired password; a locked account. */
    private static final Set<Integer> REFUSALS = Set.of(1045, 1698, 1862, 3118);

    /** Access denied, or transport that has to be secure: what a login without encryption is answered where one is needed. */
    private static final Set<Integer> ENCRYPTION_NEEDED = Set.of(1045, 3159);

    private SourceConnection() {}

    /**
     * A new connection, which reads and writes times in UTC; the caller closes it.
     *
     * @throws SluiceException if the server cannot be reached or does not let the user in
     */
    public static Connection open(Database source) {
        try {
            return connect(properties(source), source);
        } catch (SQLException e) {
            throw refused(source, e);
        }
    }

    /**
     * The same for much reading: what stays on this host is not encrypted, which would cost more than reading it, unless the
     * server or the configuration wants it to be.
     */
    public static Connection openForMuch(Database source) {
        if (source.tls().isPresent() || !isLoopback(source.host())) {
            return open(source);
        }
        Properties plain = properties(source);
        plain.setProperty("sslMode", "DISABLED");
        try {
            return connect(plain, source);
        } catch (SQLException e) {
            if (ENCRYPTION_NEEDED.contains(e.getErrorCode())) {
                return open(source);
            }
            throw refused(source, e);
        }
    }

    private static Properties properties(Database source) {
        Properties properties = new Properties();
        properties.setProperty("user", source.user());
        properties.setProperty("password", source.password().read());
        properties.setProperty("connectionTimeZone", "UTC");
        properties.setProperty("forceConnectionTimeZoneToSession", "true");
        protect(properties, source);
        properties.setProperty("connectTimeout", "10000");
        // Also for a server that accepts the connection and then says nothing, as one of another kind does.
        properties.setProperty("socketTimeout", "20000");
        properties.setProperty("tinyInt1isBit", "false");
        properties.setProperty("yearIsDateType", "false");
        return properties;
    }

    private static Connection connect(Properties properties, Database source) throws SQLException {
        Connection connection =
                DriverManager.getConnection("jdbc:mysql://" + source.host() + ":" + source.port() + "/", properties);
        // A query may take as long as it takes.
        connection.setNetworkTimeout(Runnable::run, 0);
        return connection;
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** Without certificates the driver encrypts where the server can, and cannot know whom it talks to. */
    private static void protect(Properties properties, Database source) {
        properties.setProperty("sslMode", source.tls().isPresent() ? "VERIFY_IDENTITY" : "PREFERRED");
        properties.setProperty(
                "allowPublicKeyRetrieval", Boolean.toString(source.tls().isEmpty()));
        source.tls().ifPresent(tls -> {
            store(
                    properties,
                    "trustCertificateKeyStore",
                    KeyStoreFiles.ofProcess().trustStore(tls.ca()));
            properties.setProperty("fallbackToSystemTrustStore", "false");
            tls.client()
                    .map(KeyStoreFiles.ofProcess()::keyStore)
                    .ifPresent(file -> store(properties, "clientCertificateKeyStore", file));
        });
    }

    private static void store(Properties properties, String prefix, Path file) {
        properties.setProperty(prefix + "Url", file.toUri().toString());
        properties.setProperty(prefix + "Type", "PKCS12");
        properties.setProperty(prefix + "Password", KeyStoreFiles.PASSWORD);
    }

    private static SluiceException refused(Database source, SQLException e) {
        if (REFUSALS.contains(e.getErrorCode())) {
            return new SluiceException(
                    ExitCode.WRONG_USAGE,
                    "MySQL at " + source.address() + " refuses user " + source.user()
                            + "; check 'source.user' and its password",
                    e);
        }
        Optional<String> distrust = Untrusted.reason(e);
        if (distrust.isPresent()) {
            return new SluiceException(
                    ExitCode.WRONG_USAGE,
                    "MySQL at " + source.address() + " is not trusted (" + distrust.get()
                            + "); check 'source.tls.ca' and the host in 'source.url'",
                    e);
        }
        return new SluiceException(
                ExitCode.UNREACHABLE,
                "MySQL at " + source.address() + " cannot be reached; check 'source.url' and that the server runs",
                e);
    }
}
