package io.sluice.sink.apply;

import io.sluice.sink.change.Change;
import io.sluice.sink.plan.Batch;
import io.sluice.sink.plan.BatchPlan;
import io.sluice.sink.plan.BatchPlanner;
import io.sluice.sink.plan.OffsetAdvance;
import io.sluice.sink.plan.Step;
import io.sluice.sink.target.AppliedOffsets;
import io.sluice.sink.target.TargetSession;
import io.sluice.sink.target.TargetTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One batch on its way into the target, with what was learnt in attempts that failed. */
final class BatchTransaction implements Retries.Work<Void> {

    private static final Logger LOG = LoggerFactory.getLogger(BatchTransaction.class);

    private enum Path {
        AS_SETS,
        ONE_BY_ONE
    }

    private enum Commit {
        NOT_SENT,
        /** Sent, and no answer read: it may have happened. */
        SENT
    }

    private final Batch batch;
    private final TargetSession session;
    private final AppliedOffsets offsets;
    private final TargetTables tables;
    private final DeadLetters deadLetters;
    private Path path = Path.AS_SETS;
    private Commit commit = Commit.NOT_SENT;
    private boolean layoutsReadAgain;

    BatchTransaction(
            Batch batch, TargetSession session, AppliedOffsets offsets, TargetTables tables, DeadLetters deadLetters) {
        this.batch = batch;
        this.session = session;
        this.offsets = offsets;
        this.tables = tables;
        this.deadLetters = deadLetters;
    }

    @Override
    public Void run(Connection connection) throws SQLException {
        if (!hasCommitted(connection)) {
            try {
                apply(connection);
            } catch (SQLException | RuntimeException e) {
                // What this transaction created will not be there.
                tables.forget();
                throw e;
            }
        }
        offsets.advanced(batch.advances());
        return null;
    }

    private boolean hasCommitted(Connection connection) throws SQLException {
        return switch (commit) {
            case NOT_SENT -> false;
            case SENT -> {
                AppliedOffsets.Outcome outcome = offsets.outcome(connection, batch.advances());
                connection.rollback();
                commit = Commit.NOT_SENT;
                yield switch (outcome) {
                    case COMMITTED -> true;
                    case ROLLED_BACK -> false;
                    case FENCED -> throw fenced();
                };
            }
        };
    }

    private void apply(Connection connection) throws SQLException {
        while (true) {
            try {
                switch (path) {
                    case AS_SETS -> applyAsSets(connection);
                    case ONE_BY_ONE -> applyOneByOne(connection);
                }
                deadLetters.await();
                commit = Commit.SENT;
                connection.commit();
                return;
            } catch (DataException e) {
                startAgain(connection, e, SqlFault.RECORD);
            } catch (SQLException e) {
                startAgain(connection, e, SqlFault.of(e));
            }
        }
    }

    /** Prepares another attempt on the same connection, or rethrows where that would not help. */
    private <E extends Exception> void startAgain(Connection connection, E e, SqlFault fault) throws E, SQLException {
        switch (fault) {
            case RECORD, FOREIGN_KEY -> {
                if (path == Path.ONE_BY_ONE) {
                    throw e;
                }
                LOG.info("Replaying {} changes one by one: {}", batch.changes().size(), Reason.of(e));
                path = Path.ONE_BY_ONE;
            }
            case LAYOUT -> {
                if (layoutsReadAgain) {
                    throw e;
                }
                layoutsReadAgain = true;
            }
            // Not twice for one table: it is upserted from now on.
            case OCCUPIED -> LOG.debug("Upserting instead of copying: {}", Reason.of(e));
            case PASSING, LASTING -> throw e;
        }
        connection.rollback();
        commit = Commit.NOT_SENT;
        tables.forget();
        session.forget();
    }

    private void applyAsSets(Connection connection) throws SQLException {
        BatchPlan plan = BatchPlanner.plan(batch.changes(), session.tableOrder());
        addEnumLabels(connection, plan);
        Pipeline pipeline = new Pipeline(connection);
        pipeline.add(offsets.advance(batch.advances()));
        SqlWriter.write(plan, pipeline, tables);
        pipeline.flush();
        requireAll(pipeline.firstCount());
        for (Change change : batch.changes()) {
            if (change instanceof Change.Unreadable unreadable) {
                deadLetters.report(change, unreadable.reason());
            }
        }
    }

    private void applyOneByOne(Connection connection) throws SQLException {
        addEnumLabels(connection, BatchPlanner.plan(batch.changes(), session.tableOrder()));
        List<OffsetAdvance> uncounted =
                batch.advances().stream().map(OffsetAdvance::uncounted).toList();
        requireAll(Pipeline.send(connection, List.of(offsets.advance(uncounted))));
        List<OffsetAdvance> counts = new Replay(connection, tables, deadLetters).run(batch.changes(), batch.advances());
        requireAll(Pipeline.send(connection, List.of(offsets.advance(counts))));
    }

    private void addEnumLabels(Connection connection, BatchPlan plan) throws SQLException {
        for (Step step : plan.steps()) {
            if (step instanceof Step.UpsertRows upsert) {
                tables.addEnumLabels(connection, upsert.shape());
            } else if (step instanceof Step.LoadRows load) {
                tables.addEnumLabels(connection, load.shape());
            } else if (step instanceof Step.AppendRows append) {
                tables.addEnumLabels(connection, append.shape());
            }
        }
        connection.commit();
    }

    private void requireAll(long moved) {
        if (moved != batch.advances().size()) {
            throw fenced();
        }
    }

    private static ConnectException fenced() {
        return new ConnectException("Another task has taken over this task's partitions; nothing of this batch was"
                + " written. Restart the task if it is the one that should run");
    }
}
