package io.sluice.cli.command;

import io.sluice.cli.print.Json;
import io.sluice.control.letter.Letters;
import io.sluice.core.failure.ExitCode;
import io.sluice.core.pipeline.Pipeline;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code sluice dead-letters PIPELINE discard}: takes letters for dealt with. */
@Command(
        name = "discard",
        description = {
            "Takes open dead letters of a table, or single ones, for dealt with.",
            "Nothing is done to their rows: 'sluice verify' still lists those that differ."
        },
        mixinStandardHelpOptions = true)
final class LetterDiscardCommand implements Callable<Integer> {

    @ParentCommand
    private DeadLettersCommand parent;

    @ArgGroup(multiplicity = "1")
    private LetterArguments letters;

    @Option(names = "--json", description = "Print one JSON document on standard output.")
    private boolean json;

    @Override
    public Integer call() throws SQLException, InterruptedException {
        Pipeline pipeline = parent.pipeline();
        try (Letters all = Letters.open(pipeline)) {
            int discarded = all.discard(letters.selection(pipeline));
            if (json) {
                Json.print(System.out, new Document(pipeline.name(), discarded));
            } else {
                System.err.printf("%,d dead %s discarded%n", discarded, discarded == 1 ? "letter" : "letters");
            }
            return ExitCode.DONE.code();
        }
    }

    /** The document of {@code --json}. */
    private record Document(String pipeline, int discarded) {}
}
