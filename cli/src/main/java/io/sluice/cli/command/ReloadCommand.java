package io.sluice.cli.command;

import io.sluice.cli.print.Json;
import io.sluice.control.load.ReloadedTable;
import io.sluice.control.run.ReloadRun;
import io.sluice.core.failure.ExitCode;
import io.sluice.core.pipeline.Pipeline;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice reload}: brings tables anew while all else streams. */
@Command(
        name = "reload",
        description = {
            "Brings tables, or the rows that a condition names, anew from MySQL while the pipeline streams.",
            "Rows that MySQL no longer has are removed from PostgreSQL. A table without a key is emptied and loaded",
            "as a whole, so that the condition does not hold for it."
        },
        mixinStandardHelpOptions = true)
final class ReloadCommand implements Callable<Integer> {

    @Mixin
    private PipelineArgument argument;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "TABLE",
            description = "A table as MySQL names it: DATABASE.TABLE.")
    private List<String> tables;

    @Option(
            names = "--where",
            paramLabel = "SQL",
            description = "Which rows, as a condition of MySQL; rows of PostgreSQL alone are removed all the same.")
    private String where;

    @Option(names = "--json", description = "Print one JSON document on standard output.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Pipeline pipeline = argument.read();
        LoggedWarnings.show(System.err::println);
        List<ReloadedTable> reloaded = new ReloadRun(
                        pipeline, tables.stream().map(TableArgument::parse).toList(), Optional.ofNullable(where))
                .run();
        if (json) {
            Json.print(
                    System.out,
                    new Document(
                            pipeline.name(), reloaded.stream().map(Reloaded::of).toList()));
        } else {
            reloaded.forEach(table -> System.err.printf(
                    "%s: %,d rows brought anew, %,d removed%n", table.table(), table.rows(), table.removed()));
            tables.stream()
                    .filter(table -> reloaded.stream()
                            .noneMatch(done -> done.table().toString().equals(table)))
                    .forEach(table -> System.err.println(table + ": loaded anew as a whole, since it has no key"));
            System.err.println("next: sluice verify " + argument.file());
        }
        return ExitCode.DONE.code();
    }

    /** The document of {@code --json}. */
    private record Document(String pipeline, List<Reloaded> tables) {}

    private record Reloaded(String table, long rows, long removed) {
        static Reloaded of(ReloadedTable table) {
            return new Reloaded(table.table().toString(), table.rows(), table.removed());
        }
    }
}
