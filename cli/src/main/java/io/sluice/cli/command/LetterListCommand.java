package io.sluice.cli.command;

import io.sluice.cli.print.Json;
import io.sluice.cli.print.LetterDocument;
import io.sluice.cli.print.LetterLines;
import io.sluice.control.letter.LetterSelection;
import io.sluice.control.letter.Letters;
import io.sluice.control.letter.TrackedLetter;
import io.sluice.core.failure.ExitCode;
import io.sluice.core.letter.ReasonClass;
import io.sluice.core.pipeline.Pipeline;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code sluice dead-letters PIPELINE list}: the open letters. */
@Command(
        name = "list",
        description = "Lists the open dead letters with their rows and reasons.",
        mixinStandardHelpOptions = true)
final class LetterListCommand implements Callable<Integer> {

    @ParentCommand
    private DeadLettersCommand parent;

    @Option(names = "--table", paramLabel = "TABLE", description = "Those of one table, as MySQL names it.")
    private String table;

    @Option(
            names = "--reason",
            paramLabel = "CLASS",
            description = "Those with a reason of one kind: ${COMPLETION-CANDIDATES}.")
    private ReasonClass reason;

    @Option(names = "--json", description = "Print one JSON document on standard output.")
    private boolean json;

    @Override
    public Integer call() throws SQLException, InterruptedException {
        Pipeline pipeline = parent.pipeline();
        try (Letters letters = Letters.open(pipeline)) {
            LetterSelection selection = table == null
                    ? LetterSelection.all()
                    : LetterSelection.ofTopics(Letters.topics(pipeline, TableArgument.parse(table)));
            List<TrackedLetter> open = letters.open(selection).stream()
                    .filter(letter -> reason == null || letter.letter().reason().kind() == reason)
                    .toList();
            if (json) {
                List<LetterDocument> documents = open.stream()
                        .map(letter -> LetterDocument.of(letter, letters.table(letter.letter())))
                        .toList();
                Json.print(System.out, new Document(pipeline.name(), documents));
            } else {
                LetterLines.list(open, letters::table).forEach(System.out::println);
            }
            return ExitCode.DONE.code();
        }
    }

    /** The document of {@code --json}. */
    private record Document(String pipeline, List<LetterDocument> letters) {}
}
