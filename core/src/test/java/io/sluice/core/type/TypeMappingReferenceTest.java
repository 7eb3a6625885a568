package io.sluice.core.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/type-mapping.md} is written from the mapping itself, and is not edited. */
class TypeMappingReferenceTest {

    private static final Path FILE = Path.of("../docs/type-mapping.md");

    private static final String WRITE = "type-mapping.write";

    private static final String COMMAND = "./mvnw -pl core -am test -Dtest=TypeMappingReferenceTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -D" + WRITE;

    @Test
    void isThatOfTheCode() throws IOException {
        String reference = TypeMappingReference.text(COMMAND);
        if (System.getProperty(WRITE) != null) {
            Files.writeString(FILE, reference);
        }
        assertThat(FILE).as("write it anew: " + COMMAND).exists().content().isEqualTo(reference);
    }

    @Test
    void hasEveryKindOfType() {
        assertThat(TypeMappingReference.TYPES.stream()
                        .map(MySqlType::ofDeclaration)
                        .map(MySqlType::kind)
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(MySqlType.Kind.values());
    }
}
