package io.sluice.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfirmationTest {

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(strings = {"y\n", "Y\n", " yes \n", "YES"})
    void aClearYesIsOne(String answer) {
        assertThat(question(answer, true).yes("Remove them?")).isTrue();
        assertThat(shown.toString(StandardCharsets.UTF_8)).isEqualTo("Remove them? [y/N] ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "n\n", "no\n", "yesterday\n", "ok\ny\n"})
    void everythingElseIsNone(String answer) {
        assertThat(question(answer, true).yes("Remove them?")).isFalse();
    }

    @Test
    void nobodyIsAskedWithoutATerminal() {
        assertThatThrownBy(() -> question("y\n", false).yes("Remove them?"))
                .isInstanceOfSatisfying(
                        SluiceException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.WRONG_USAGE))
                .hasMessageContaining("--yes");
        assertThat(shown.size()).isZero();
    }

    private Confirmation question(String answer, boolean somebodyThere) {
        return new Confirmation(
                new ByteArrayInputStream(answer.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(shown, true, StandardCharsets.UTF_8),
                somebodyThere);
    }
}
