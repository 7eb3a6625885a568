package io.sluice.connect.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigTransformer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretConfigProviderTest {

    @TempDir
    Path directory;

    private final SecretConfigProvider provider = new SecretConfigProvider(Map.of("DB_PASSWORD", "pa:ss}word")::get);

    private String resolve(String setting) {
        ConfigTransformer transformer = new ConfigTransformer(Map.of("secret", provider));
        return transformer.transform(Map.of("setting", setting)).data().get("setting");
    }

    @Test
    void readsTheEnvironment() {
        assertThat(resolve("${secret:env:DB_PASSWORD}")).isEqualTo("pa:ss}word");
    }

    @ParameterizedTest
    @CsvSource({"'a b\n','a b'", "'a\r\n',a", "'a\n\n','a\n'", "a,a", "'',''"})
    void readsAFileWithoutItsLastLineEnd(String text, String secret) throws IOException {
        Path file = Files.writeString(directory.resolve("secret"), text);
        assertThat(resolve("${secret:file:" + file + "}")).isEqualTo(secret);
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> resolve("${secret:env:OTHER}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("OTHER is not set");
        assertThatThrownBy(() -> resolve("${secret:file:/no/such/file}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("/no/such/file cannot be read");
        assertThatThrownBy(() -> resolve("${secret:vault:x}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("${secret:env:NAME}");
        assertThatThrownBy(() -> provider.get("env")).isInstanceOf(ConfigException.class);
    }

    @Test
    void printsNothingOfAFileThatIsNoText() throws IOException {
        Path file = directory.resolve("binary");
        byte[] bytes = "hidden\u00ff".getBytes(StandardCharsets.ISO_8859_1);
        Files.write(file, bytes);
        assertThatThrownBy(() -> provider.get("file", Set.of(file.toString())))
                .isInstanceOf(ConfigException.class)
                .hasMessageNotContaining("hidden");
    }

    @Test
    void saysWhyAStoreCannotBeMade() throws IOException {
        Path text = Files.writeString(directory.resolve("text.pem"), "hidden");

        assertThatThrownBy(() -> resolve("${secret:truststore:" + text + "}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("A truststore cannot be made: ")
                .hasMessageContaining("text.pem")
                .hasMessageNotContaining("hidden");
        assertThatThrownBy(() -> resolve("${secret:keystore:" + text + "}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("${secret:keystore:/certificate.pem,/key.pem}");
    }
}
