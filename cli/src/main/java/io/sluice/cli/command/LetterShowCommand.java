package io.sluice.cli.command;

import io.sluice.cli.print.Json;
import io.sluice.cli.print.LetterDocument;
import io.sluice.cli.print.LetterLines;
import io.sluice.cli.print.OriginalDocument;
import io.sluice.control.letter.LetterOriginal;
import io.sluice.control.letter.Letters;
import io.sluice.control.letter.TrackedLetter;
import io.sluice.core.failure.ExitCode;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code sluice dead-letters PIPELINE show}: all that is known of one letter. */
@Command(
        name = "show",
        description = "Shows one dead letter: where it comes from, its whole reason, and the values of its row.",
        mixinStandardHelpOptions = true)
final class LetterShowCommand implements Callable<Integer> {

    @ParentCommand
    private DeadLettersCommand parent;

    @Parameters(paramLabel = "ID", description = "As 'list' shows it.")
    private long number;

    @Option(
            names = "--json",
            description = "Print one JSON document on standard output; it has the original bytes in Base64 as well.")
    private boolean json;

    @Override
    public Integer call() throws SQLException, InterruptedException {
        try (Letters letters = Letters.open(parent.pipeline())) {
            TrackedLetter letter = letters.letter(number);
            String table = letters.table(letter.letter());
            Optional<LetterOriginal> original = letters.original(letter.letter());
            if (json) {
                Json.print(
                        System.out,
                        new Document(
                                LetterDocument.of(letter, table),
                                original.map(OriginalDocument::of).orElse(null)));
            } else {
                LetterLines.whole(letter, table, original).forEach(System.out::println);
            }
            return ExitCode.DONE.code();
        }
    }

    /**
     * The document of {@code --json}.
     *
     * @param original null if Kafka does not run or does not have the letter any more
     */
    private record Document(LetterDocument letter, OriginalDocument original) {}
}
