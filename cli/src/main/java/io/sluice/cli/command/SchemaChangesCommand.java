package io.sluice.cli.command;

import io.sluice.cli.print.Json;
import io.sluice.cli.print.SchemaChangeText;
import io.sluice.control.change.SchemaChangeEntry;
import io.sluice.control.change.SchemaChangeLog;
import io.sluice.core.failure.ExitCode;
import io.sluice.core.pipeline.Pipeline;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice schema-changes}: what has become of MySQL's DDL statements. */
@Command(
        name = "schema-changes",
        description =
                "Lists the schema changes that came while the pipeline streamed, and what PostgreSQL got for them.",
        mixinStandardHelpOptions = true)
final class SchemaChangesCommand implements Callable<Integer> {

    /** What to do with them. */
    enum Action {
        LIST
    }

    @Mixin
    private PipelineArgument argument;

    @Parameters(index = "1", paramLabel = "ACTION", description = "list")
    private Action action;

    @Option(names = "--json", description = "Print one JSON document on standard output.")
    private boolean json;

    @Override
    public Integer call() throws SQLException {
        return switch (action) {
            case LIST -> list();
        };
    }

    private int list() throws SQLException {
        Pipeline pipeline = argument.read();
        try (SchemaChangeLog log = new SchemaChangeLog(pipeline)) {
            List<SchemaChangeEntry> entries = log.read();
            if (json) {
                Json.print(
                        System.out,
                        new Document(
                                pipeline.name(),
                                entries.stream().map(Change::of).toList()));
            } else {
                entries.forEach(entry -> SchemaChangeText.lines(entry).forEach(System.out::println));
            }
        }
        return ExitCode.DONE.code();
    }

    /** The document of {@code --json}. */
    private record Document(String pipeline, List<Change> changes) {}

    private record Change(
            long id,
            String table,
            String position,
            String committed,
            String statement,
            String executed,
            String state,
            String reason,
            String changed) {
        static Change of(SchemaChangeEntry entry) {
            return new Change(
                    entry.id(),
                    entry.table().toString(),
                    entry.position(),
                    entry.commitTime().map(Object::toString).orElse(""),
                    entry.statement(),
                    entry.executed(),
                    entry.state().name(),
                    entry.reason(),
                    entry.changedAt().toString());
        }
    }
}
