package io.sluice.core.access;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.HexFormat;
import java.util.List;

/**
 * PEM files as PKCS #12 files, for those who read nothing else: MySQL's driver and Debezium. They are made in a temporary
 * directory that only their owner may enter, once for each content, so that asking again is cheap and new certificates
 * get a new file. Thread-safe.
 */
public final class KeyStoreFiles implements AutoCloseable {

    /**
     * The form demands one. It protects nothing: who may read the files may read the PEM files too, which is why they
     * are readable by nobody else.
     */
    public static final String PASSWORD = "changeit";

    /** The name under which PostgreSQL's driver looks for a key. */
    private static final String KEY_NAME = "user";

    private static final KeyStoreFiles OF_PROCESS = new KeyStoreFiles();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(OF_PROCESS::close, "key-stores"));
    }

    private Path directory;

    /** The files of this process, which are gone when it ends. */
    public static KeyStoreFiles ofProcess() {
        return OF_PROCESS;
    }

    /**
     * A file that holds the certificates to trust.
     *
     * @throws AccessException if they cannot be read
     */
    public synchronized Path trustStore(Path ca) {
        return file("trust", List.of(ca), store -> Pem.trust(ca, store));
    }

    /**
     * A file that holds a certificate of ours and its key.
     *
     * @throws AccessException if they cannot be read
     */
    public synchronized Path keyStore(Tls.ClientCertificate client) {
        return file("key", List.of(client.certificate(), client.key()), store -> {
            PrivateKey key = Pem.key(client.key());
            Certificate[] chain = Pem.certificates(client.certificate()).toArray(new Certificate[0]);
            store.setKeyEntry(KEY_NAME, key, PASSWORD.toCharArray(), chain);
        });
    }

    private interface Content {
        void fill(KeyStore store) throws GeneralSecurityException;
    }

    private Path file(String kind, List<Path> sources, Content content) {
        try {
            Path file = directory().resolve(kind + "-" + fingerprint(sources) + ".p12");
            if (Files.notExists(file)) {
                write(file, content);
            }
            return file;
        } catch (GeneralSecurityException | IOException e) {
            throw new AccessException(
                    "the certificates or the key in " + sources + " cannot be used: " + e.getMessage(), e);
        }
    }

    private Path directory() throws IOException {
        if (directory == null || Files.notExists(directory)) {
            // Readable by its owner only: that is what this call promises.
            directory = Files.createTempDirectory("sluice-keys-");
        }
        return directory;
    }

    private static String fingerprint(List<Path> sources) throws GeneralSecurityException, IOException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (Path source : sources) {
            digest.update(source.toString().getBytes(StandardCharsets.UTF_8));
            digest.update(Pem.bytes(source));
        }
        return HexFormat.of().formatHex(digest.digest(), 0, 12);
    }

    private static void write(Path file, Content content) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        content.fill(store);
        Path draft = Files.createTempFile(file.getParent(), "draft", null);
        try (OutputStream out = Files.newOutputStream(draft)) {
            store.store(out, PASSWORD.toCharArray());
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Removes the files. */
    @Override
    public synchronized void close() {
        if (directory == null) {
            return;
        }
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(directory);
        } catch (IOException e) {
            // A temporary directory that only we may read: it can stay.
        }
        directory = null;
    }
}
