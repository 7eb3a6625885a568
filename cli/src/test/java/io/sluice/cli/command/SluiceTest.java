package io.sluice.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What all commands have in common. */
class SluiceTest {

    private record Printed(int code, String out) {}

    @TempDir
    static Path logs;

    @BeforeAll
    static void logIntoAFile() {
        LogFile.open(logs);
    }

    @Test
    void anErrorIsOneDocumentToo(@TempDir Path directory) throws Exception {
        Path absent = directory.resolve("absent.yaml");
        for (String command : new String[] {"assess", "run", "status", "schema", "verify", "stop", "remove"}) {
            Printed printed = run(command, "--json", absent.toString());

            JsonNode document = new ObjectMapper().readTree(printed.out());
            assertThat(printed.code()).as(command).isEqualTo(2);
            assertThat(document.get("exitCode").asInt()).as(command).isEqualTo(2);
            assertThat(document.get("error").asText()).as(command).contains("absent.yaml");
        }
    }

    @Test
    void aWrongCommandLineIsOneDocumentToo() throws Exception {
        Printed printed = run("verify", "--json", "--nonsense", "pipeline.yaml");

        assertThat(printed.code()).isEqualTo(2);
        assertThat(new ObjectMapper().readTree(printed.out()).get("error").asText())
                .contains("--nonsense");
    }

    @Test
    void withoutJsonNothingIsPrintedOnStandardOutput(@TempDir Path directory) {
        assertThat(run("verify", directory.resolve("absent.yaml").toString()).out())
                .isEmpty();
    }

    @Test
    void eachCommandHasAFirstLineThatIsASentence() {
        assertThat(Sluice.commandLine().getSubcommands().values())
                .hasSizeGreaterThan(7)
                .allSatisfy(command -> assertThat(
                                command.getCommandSpec().usageMessage().description()[0])
                        .as(command.getCommandName())
                        .endsWith("."));
    }

    private static Printed run(String... arguments) {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            int code = Sluice.run(arguments);
            return new Printed(code, printed.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
        }
    }
}
