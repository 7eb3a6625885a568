package io.sluice.control.run;

import io.sluice.control.change.SchemaChangeEntry;
import io.sluice.control.change.SchemaChangeLog;
import io.sluice.control.fence.PipelineFence;
import io.sluice.core.name.TableId;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.retry.Backoff;
import io.sluice.core.sql.TableDefinition;
import io.sluice.schema.part.PartReconciliation;
import io.sluice.schema.part.PartWatch;
import io.sluice.schema.part.RefusedPart;
import io.sluice.schema.target.TargetConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the indexes and constraints that schema changes ask for, once their tables are in step with MySQL. What PostgreSQL
 * refuses is tried again, with growing pauses. Not thread-safe, but for {@link #underWay}.
 */
final class SchemaKeys {

    private static final Logger LOG = LoggerFactory.getLogger(SchemaKeys.class);
    private static final Backoff PAUSES = Backoff.doubling(Duration.ofSeconds(5), Duration.ofMinutes(5));

    private final Pipeline pipeline;
    private final PipelineFence fence;
    private final SchemaChangeLog changes;
    private final Set<Long> tried = new HashSet<>();
    private int attempts;
    private long dueNanos;
    private volatile String underWay = "";

    /** @param fence that nobody passes meanwhile */
    SchemaKeys(Pipeline pipeline, PipelineFence fence, SchemaChangeLog changes) {
        this.pipeline = pipeline;
        this.fence = fence;
        this.changes = changes;
    }

    /** The statement that PostgreSQL executes now; empty if there is none. */
    String underWay() {
        return underWay;
    }

    /**
     * Makes what can be made now.
     *
     * @return whether MySQL has changed a table meanwhile, so that it has to be done again
     * @throws Exception what keeps it from going on, if that is not somebody's absence
     */
    boolean run() throws Exception {
        List<SchemaChangeEntry> waiting = changes.wantingKeys();
        if (waiting.isEmpty() || !isDue(waiting)) {
            return false;
        }
        Set<TableId> behind =
                changes.open().stream().map(SchemaChangeEntry::table).collect(Collectors.toSet());
        List<SchemaChangeEntry> inStep = waiting.stream()
                .filter(change -> !behind.contains(change.table()))
                .toList();
        Set<TableId> tables = inStep.stream().map(SchemaChangeEntry::table).collect(Collectors.toSet());
        if (tables.isEmpty()) {
            return false;
        }
        fence.pass(tables);
        Optional<List<RefusedPart>> refused = reconcile(tables);
        if (refused.isPresent()) {
            settle(inStep, refused.get());
        }
        return refused.isEmpty();
    }

    private boolean isDue(List<SchemaChangeEntry> waiting) {
        boolean isNew = waiting.stream().anyMatch(change -> !tried.contains(change.id()));
        return isNew || System.nanoTime() - dueNanos >= 0;
    }

    private Optional<List<RefusedPart>> reconcile(Set<TableId> tables) throws SQLException {
        Optional<Instant> newest = changes.newest(tables);
        List<TableDefinition> planned = Preparation.of(pipeline).schema().tables();
        try (Connection target = TargetConnection.open(pipeline.target())) {
            return PartReconciliation.run(target, planned, tables, new PartWatch() {
                @Override
                public void executes(String statement) {
                    underWay = statement;
                }

                @Override
                public boolean isCurrent() throws SQLException {
                    return changes.newest(tables).equals(newest);
                }
            });
        }
    }

    private void settle(List<SchemaChangeEntry> inStep, List<RefusedPart> refused) throws SQLException {
        for (SchemaChangeEntry change : inStep) {
            List<RefusedPart> ofTable = refused.stream()
                    .filter(part -> part.tables().contains(change.table()))
                    .toList();
            if (ofTable.isEmpty()) {
                changes.keysMade(List.of(change));
            } else {
                changes.keysRefused(
                        change, ofTable.stream().map(RefusedPart::toString).collect(Collectors.joining("; ")));
            }
            tried.add(change.id());
        }
        attempts = refused.isEmpty() ? 0 : attempts + 1;
        if (!refused.isEmpty()) {
            dueNanos = System.nanoTime() + PAUSES.after(attempts).toNanos();
            LOG.warn("Not made yet, and tried again in {}: {}", PAUSES.after(attempts), refused);
        }
    }
}
