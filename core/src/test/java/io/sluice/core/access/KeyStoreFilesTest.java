package io.sluice.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyStoreFilesTest {

    @TempDir
    private Path directory;

    private final KeyStoreFiles files = new KeyStoreFiles();

    @AfterEach
    void close() {
        files.close();
    }

    @Test
    void trustedCertificatesAreAllThere() throws Exception {
        TestCertificate one = TestCertificate.make(directory, "one", "EC");
        TestCertificate two = TestCertificate.make(directory, "two", "EC");
        Path both = Files.writeString(
                directory.resolve("both.pem"),
                "a remark\n" + Files.readString(one.certificate()) + Files.readString(two.certificate()));

        KeyStore store = KeyStore.getInstance(files.trustStore(both).toFile(), KeyStoreFiles.PASSWORD.toCharArray());

        assertThat(store.size()).isEqualTo(2);
        assertThat(store.getCertificateAlias(one.keys().getCertificate("one"))).isNotNull();
        assertThat(store.getCertificateAlias(two.keys().getCertificate("two"))).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void aKeyOfAnyKindIsThereWithItsCertificate(String algorithm) throws Exception {
        TestCertificate mine = TestCertificate.make(directory, "mine", algorithm);

        KeyStore store = KeyStore.getInstance(
                files.keyStore(new Tls.ClientCertificate(mine.certificate(), mine.key()))
                        .toFile(),
                KeyStoreFiles.PASSWORD.toCharArray());

        assertThat(store.getKey("user", KeyStoreFiles.PASSWORD.toCharArray()))
                .isEqualTo(mine.keys().getKey("mine", mine.password()));
        assertThat(store.getCertificate("user")).isEqualTo(mine.keys().getCertificate("mine"));
    }

    @Test
    void filesAreMadeOnceForTheirOwnerAndRemoved() throws Exception {
        TestCertificate one = TestCertificate.make(directory, "one", "EC");
        Path file = files.trustStore(one.certificate());

        assertThat(files.trustStore(one.certificate())).isEqualTo(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");

        Files.copy(
                TestCertificate.make(directory, "two", "EC").certificate(),
                one.certificate(),
                StandardCopyOption.REPLACE_EXISTING);
        assertThat(files.trustStore(one.certificate())).isNotEqualTo(file);
        files.close();
        assertThat(file.getParent()).doesNotExist();
    }

    @Test
    void saysWhatIsWrongAndNothingOfWhatIsInside() throws Exception {
        Path text = Files.writeString(directory.resolve("text"), "hidden");
        Path encrypted = Files.writeString(
                directory.resolve("encrypted"),
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nhidden\n-----END ENCRYPTED PRIVATE KEY-----\n");

        assertThatThrownBy(() -> files.trustStore(directory.resolve("none")))
                .isInstanceOf(AccessException.class)
                .hasMessageContaining("none cannot be read (NoSuchFileException)");
        assertThatThrownBy(() -> files.trustStore(text))
                .isInstanceOf(AccessException.class)
                .hasMessageContaining("text")
                .hasMessageNotContaining("hidden");
        TestCertificate mine = TestCertificate.make(directory, "mine", "EC");
        assertThatThrownBy(() -> files.keyStore(new Tls.ClientCertificate(mine.certificate(), encrypted)))
                .isInstanceOf(AccessException.class)
                .hasMessageContaining("openssl pkcs8 -topk8 -nocrypt")
                .hasMessageNotContaining("hidden");
    }
}
