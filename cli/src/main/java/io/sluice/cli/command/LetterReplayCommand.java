package io.sluice.cli.command;

import io.sluice.cli.print.Json;
import io.sluice.cli.print.LetterLines;
import io.sluice.control.letter.ReplayedTable;
import io.sluice.control.run.ReplayRun;
import io.sluice.core.failure.ExitCode;
import io.sluice.core.pipeline.Pipeline;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code sluice dead-letters PIPELINE replay}: brings the rows of letters anew. */
@Command(
        name = "replay",
        description = {
            "Brings the rows of open dead letters anew from MySQL while the pipeline streams.",
            "Rows that MySQL no longer has are removed from PostgreSQL. With neither a table nor IDs, all open letters",
            "are replayed. Ends with exit code 1 if some rows were refused again, or could not be replayed."
        },
        mixinStandardHelpOptions = true)
final class LetterReplayCommand implements Callable<Integer> {

    @ParentCommand
    private DeadLettersCommand parent;

    @ArgGroup
    private LetterArguments letters = new LetterArguments();

    @Option(names = "--json", description = "Print one JSON document on standard output.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Pipeline pipeline = parent.pipeline();
        LoggedWarnings.show(System.err::println);
        List<ReplayedTable> replayed = new ReplayRun(pipeline, letters.table(), letters.numbers()).run();
        boolean done = replayed.stream().allMatch(ReplayedTable::done);
        if (json) {
            Json.print(
                    System.out,
                    new Document(
                            pipeline.name(), replayed.stream().map(Replayed::of).toList()));
        } else {
            LetterLines.replayed(replayed).forEach(System.err::println);
            System.err.println(
                    done
                            ? "next: sluice verify " + parent.file()
                            : "next: sluice dead-letters " + parent.file() + " list");
        }
        return (done ? ExitCode.DONE : ExitCode.FAILED_CHECK).code();
    }

    /** The document of {@code --json}. */
    private record Document(String pipeline, List<Replayed> tables) {}

    /** @param hindrance null if no letters are left */
    private record Replayed(String table, int letters, int rows, int removed, int refused, int left, String hindrance) {

        static Replayed of(ReplayedTable table) {
            return new Replayed(
                    table.table(),
                    table.letters(),
                    table.rows(),
                    table.removed(),
                    table.refused(),
                    table.left(),
                    table.hindrance().orElse(null));
        }
    }
}
