package io.sluice.control.run;

import io.sluice.control.change.SchemaChangeEntry;
import io.sluice.control.change.SchemaChangeLog;
import io.sluice.core.ddl.ChangeDecision;
import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.sql.TableDefinition;
import io.sluice.schema.change.RemadeTables;
import io.sluice.schema.target.TargetConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Lets tables go on that a schema change has stopped, and brings back what was left out. A decision is kept in PostgreSQL,
 * where the sink finds it within seconds, or when it is next started.
 */
public final class SchemaChangeDecisions {

    private final Pipeline pipeline;

    public SchemaChangeDecisions(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    /**
     * Decides about changes, or about none of them.
     *
     * @param numbers of changes, as they are listed
     * @throws SluiceException if there is no such change, or nothing to decide about it
     */
    public void decide(List<Long> numbers, ChangeDecision decision) throws SQLException {
        try (SchemaChangeLog log = new SchemaChangeLog(pipeline)) {
            Map<Long, SchemaChangeEntry> known =
                    log.read().stream().collect(Collectors.toMap(SchemaChangeEntry::id, Function.identity()));
            List<SchemaChangeEntry> changes = new ArrayList<>();
            for (Long number : numbers) {
                if (!known.containsKey(number)) {
                    throw new SluiceException(
                            ExitCode.WRONG_USAGE,
                            "there is no schema change " + number
                                    + "; 'sluice schema-changes PIPELINE list' shows them");
                }
                changes.add(known.get(number));
            }
            changes.forEach(change -> requireDecidable(change, decision));
            if (decision == ChangeDecision.RELOAD) {
                drop(changes);
            }
            for (SchemaChangeEntry change : changes) {
                if (!log.decide(change.id(), decision, System.getProperty("user.name"))) {
                    throw new SluiceException(
                            ExitCode.FAILED_CHECK,
                            "schema change " + change.id() + " has got another state meanwhile; list them again");
                }
            }
        }
    }

    private static void requireDecidable(SchemaChangeEntry change, ChangeDecision decision) {
        if (decision.decidable().contains(change.state())) {
            return;
        }
        String next =
                switch (change.state()) {
                    case APPLIED, RELOADED -> "nothing is left to decide; 'sluice reload' brings a table's rows anew";
                    case RELOAD_WANTED -> "'sluice run' reloads its table";
                    case REWRITING -> "wait until PostgreSQL has done or refused it";
                    case IGNORED, SKIPPED ->
                        "rows have gone on past it; 'sluice schema-changes PIPELINE reload " + change.id()
                                + "' makes its table as MySQL has it";
                    case STOPPED -> "list them again";
                };
        throw new SluiceException(
                ExitCode.WRONG_USAGE,
                "schema change " + change.id() + " of " + change.table() + " is " + change.state() + ": " + next);
    }

    /** The rows that follow make the tables in their own shape; the run makes them as MySQL has them, and reloads them. */
    private void drop(List<SchemaChangeEntry> changes) throws SQLException {
        Preparation preparation = Preparation.of(pipeline);
        List<TableDefinition> tables = changes.stream()
                .map(change -> preparation.schema().tables().stream()
                        .filter(table -> table.id().equals(change.table()))
                        .findFirst()
                        .orElseThrow(() -> new SluiceException(
                                ExitCode.WRONG_USAGE,
                                "MySQL has no table any more that is " + change.table()
                                        + " in PostgreSQL; 'sluice schema-changes PIPELINE apply " + change.id()
                                        + "' drops it, 'skip " + change.id() + "' leaves it")))
                .distinct()
                .toList();
        try (Connection target = TargetConnection.open(pipeline.target())) {
            RemadeTables.drop(target, tables);
        }
    }
}
