package io.sluice.cli.command;

import io.sluice.cli.print.Json;
import io.sluice.cli.print.SchemaChangeText;
import io.sluice.control.change.SchemaChangeEntry;
import io.sluice.control.change.SchemaChangeEntry.Decided;
import io.sluice.control.change.SchemaChangeLog;
import io.sluice.control.run.SchemaChangeDecisions;
import io.sluice.core.ddl.ChangeDecision;
import io.sluice.core.failure.ExitCode;
import io.sluice.core.pipeline.Pipeline;
import java.sql.SQLException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice schema-changes}: what has become of MySQL's DDL statements, and what is to become of them. */
@Command(
        name = "schema-changes",
        description = {
            "Lists the schema changes that came while the pipeline streamed, and lets a table go on that one has stopped.",
            "A decision takes effect within seconds if the pipeline runs, else when it is next started."
        },
        mixinStandardHelpOptions = true)
final class SchemaChangesCommand {

    private static final String NUMBERS = "Numbers of schema changes, as 'list' shows them.";

    @Mixin
    private PipelineArgument argument;

    @Command(
            name = "list",
            description = "Lists all with their state, and what PostgreSQL got for them.",
            mixinStandardHelpOptions = true)
    int list(@Option(names = "--json", description = "Print one JSON document on standard output.") boolean json)
            throws SQLException {
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

    @Command(
            name = "apply",
            description = "Tries again what PostgreSQL has refused, and gives it what a policy has stopped.",
            mixinStandardHelpOptions = true)
    int apply(@Parameters(arity = "1..*", paramLabel = "N", description = NUMBERS) List<Long> numbers)
            throws SQLException {
        return decide(numbers, ChangeDecision.APPLY);
    }

    @Command(
            name = "skip",
            description = "Lets tables go on without the change: PostgreSQL's tables stay as they are.",
            mixinStandardHelpOptions = true)
    int skip(@Parameters(arity = "1..*", paramLabel = "N", description = NUMBERS) List<Long> numbers)
            throws SQLException {
        return decide(numbers, ChangeDecision.SKIP);
    }

    @Command(
            name = "reload",
            description = {
                "Makes the tables anew as MySQL has them, and reloads them; also after 'skip' and 'ignore'.",
                "Until they are reloaded they lack rows in PostgreSQL."
            },
            mixinStandardHelpOptions = true)
    int reload(@Parameters(arity = "1..*", paramLabel = "N", description = NUMBERS) List<Long> numbers)
            throws SQLException {
        return decide(numbers, ChangeDecision.RELOAD);
    }

    private int decide(List<Long> numbers, ChangeDecision decision) throws SQLException {
        new SchemaChangeDecisions(argument.read()).decide(numbers, decision);
        System.err.println("next: sluice schema-changes " + argument.file() + " list");
        return ExitCode.DONE.code();
    }

    /** The document of {@code --json}. */
    private record Document(String pipeline, List<Change> changes) {}

    /** @param decision empty if nobody has decided, as {@code decidedBy} and {@code decided} are */
    private record Change(
            long id,
            String table,
            String position,
            String committed,
            String statement,
            String executed,
            String state,
            String reason,
            String changed,
            String decision,
            String decidedBy,
            String decided) {
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
                    entry.changedAt().toString(),
                    entry.decision().map(Decided::decision).map(Enum::name).orElse(""),
                    entry.decision().map(Decided::by).orElse(""),
                    entry.decision().map(Decided::at).map(Object::toString).orElse(""));
        }
    }
}
