package io.sluice.core.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretReferencesTest {

    @Test
    void secretsTakeThePlaceOfTheirReferences(@TempDir Path directory) throws Exception {
        Path file = Files.writeString(directory.resolve("secret"), "pa$1 \\ss\n");

        assertThat(SecretReferences.resolve(Map.of(
                        "login",
                        "Module required password=\"${secret:file:" + file + "}\";",
                        "path",
                        "${secret:env:PATH}",
                        "plain",
                        "SASL_SSL ${other:thing}")))
                .containsEntry("login", "Module required password=\"pa$1 \\ss\";")
                .containsEntry("path", System.getenv("PATH"))
                .containsEntry("plain", "SASL_SSL ${other:thing}");
    }

    @Test
    void aSecretThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> SecretReferences.resolve(Map.of("x", "${secret:file:/no/such/file}")))
                .isInstanceOf(AccessException.class)
                .hasMessageContaining("/no/such/file");
    }

    @Test
    void aSecretDoesNotPrintItself() {
        assertThat(new Login("me", new Secret.Given("hidden")).toString()).doesNotContain("hidden");
    }
}
