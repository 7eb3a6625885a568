package io.sluice.e2e;

import io.sluice.core.access.KeyStoreFiles;
import io.sluice.core.access.Tls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate authority of the tests, made by the JDK's keytool: what it signs is good for this machine's loopback
 * address, as a server or as a client.
 */
public final class Certificates {

    private static final String PASSWORD = "changeit";

    private final Path directory;

    private Certificates(Path directory) {
        this.directory = directory;
    }

    public static Certificates create(Path directory) throws IOException {
        Certificates certificates = new Certificates(Files.createDirectories(directory));
        certificates.keytool("ca", "-genkeypair", "-dname", "CN=Tests", "-keyalg", "EC", "-ext", "bc:critical=ca:true");
        certificates.keytool(
                "ca", "-exportcert", "-rfc", "-file", certificates.ca().toString());
        return certificates;
    }

    public Path ca() {
        return directory.resolve("ca.pem");
    }

    Path certificate(String name) {
        return directory.resolve(name + ".pem");
    }

    Path key(String name) {
        return directory.resolve(name + "-key.pem");
    }

    /** Key and certificate in one file, as Kafka wants them. */
    Path pair(String name) {
        return directory.resolve(name + "-pair.pem");
    }

    /** Makes a key and signs a certificate for it. */
    public void sign(String name) throws IOException {
        sign(name, List.of());
    }

    /** The same, but the certificate was good for a day only, some days ago. */
    public void signExpired(String name) throws IOException {
        sign(name, List.of("-startdate", "-10d", "-validity", "1"));
    }

    private void sign(String name, List<String> validity) throws IOException {
        keytool(name, "-genkeypair", "-dname", "CN=" + name, "-keyalg", "RSA", "-keysize", "2048");
        Path request = directory.resolve(name + ".csr");
        keytool(name, "-certreq", "-file", request.toString());
        Path certificate = certificate(name);
        List<String> options = new ArrayList<>(List.of("-gencert", "-rfc", "-ext", "san=dns:localhost,ip:127.0.0.1"));
        options.addAll(List.of("-infile", request.toString(), "-outfile", certificate.toString()));
        options.addAll(validity);
        keytool("ca", options.toArray(String[]::new));
        String key = key(directory.resolve(name + ".p12"), name);
        Files.writeString(key(name), key);
        Files.writeString(pair(name), key + Files.readString(certificate));
    }

    /** What makes a server of the JDK one with this certificate. */
    public SSLContext server(String name) {
        Path file = KeyStoreFiles.ofProcess().keyStore(new Tls.ClientCertificate(certificate(name), key(name)));
        char[] password = KeyStoreFiles.PASSWORD.toCharArray();
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(KeyStore.getInstance(file.toFile(), password), password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String key(Path file, String name) {
        try {
            KeyStore store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
            byte[] key = store.getKey(name, PASSWORD.toCharArray()).getEncoded();
            return "-----BEGIN PRIVATE KEY-----\n" + Base64.getMimeEncoder().encodeToString(key)
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void keytool(String name, String... options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(options));
        command.addAll(List.of("-alias", name, "-storetype", "PKCS12", "-storepass", PASSWORD, "-keystore"));
        command.add(directory.resolve(name + ".p12").toString());
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(command + ": " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
