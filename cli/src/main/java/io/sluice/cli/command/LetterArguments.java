package io.sluice.cli.command;

import io.sluice.control.letter.LetterSelection;
import io.sluice.control.letter.Letters;
import io.sluice.core.name.TableId;
import io.sluice.core.pipeline.Pipeline;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which open dead letters are meant: those of a table, or single ones. */
final class LetterArguments {

    @Option(names = "--table", paramLabel = "TABLE", description = "Those of one table, as MySQL names it.")
    private String table;

    @Parameters(index = "0..*", paramLabel = "ID", description = "Single ones, as 'list' shows them.")
    private List<Long> numbers = List.of();

    Optional<TableId> table() {
        return Optional.ofNullable(table).map(TableArgument::parse);
    }

    List<Long> numbers() {
        return numbers;
    }

    LetterSelection selection(Pipeline pipeline) {
        return new LetterSelection(
                table().map(named -> Letters.topics(pipeline, named)),
                numbers.isEmpty() ? Optional.empty() : Optional.of(numbers));
    }
}
