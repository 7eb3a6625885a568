package io.sluice.e2e.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code docs/fidelity.md} is written from the cases, and is not edited. */
class FidelityDocumentTest {

    private static final Path FILE = Path.of("..", "docs", "fidelity.md");

    private static final String WRITE = "fidelity.write";

    private static final String COMMAND = "./mvnw -pl e2e -am test -Dtest=FidelityDocumentTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -D" + WRITE;

    @Test
    void isThatOfTheCases() throws IOException {
        String document = FidelityDocument.of(Section.all(), COMMAND);
        if (System.getProperty(WRITE) != null) {
            Files.writeString(FILE, document);
        }
        assertThat(FILE).as("write it anew: " + COMMAND).exists().content().isEqualTo(document);
    }

    /** A case of which a part needs a pipeline of its own has entries such as {@code F1} and {@code F1-lower}. */
    @Test
    void noCaseIsMissing() {
        assertThat(Section.all().stream().map(section -> section.cases().stream()
                        .map(one -> one.id().replaceFirst("-.*", ""))
                        .distinct()
                        .count()))
                .containsExactly(22L, 19L, 22L, 23L, 15L, 7L, 24L);
        assertThat(Section.all().stream()
                        .flatMap(section -> section.cases().stream())
                        .map(FidelityCase::id))
                .doesNotHaveDuplicates();
    }
}
