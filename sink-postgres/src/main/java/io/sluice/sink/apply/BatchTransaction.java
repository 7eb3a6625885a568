package io.sluice.sink.apply;

import io.sluice.sink.change.Change;
import io.sluice.sink.change.TableShape;
import io.sluice.sink.plan.Batch;
import io.sluice.sink.plan.BatchPlan;
import io.sluice.sink.plan.BatchPlanner;
import io.sluice.sink.plan.OffsetAdvance;
import io.sluice.sink.target.AppliedOffsets;
import io.sluice.sink.target.TargetSession;
import io.sluice.sink.target.TargetTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One batch on its way into the target, with what was learnt in attempts that failed. */
final class BatchTransaction implements Retries.Work<Optional<Applied>> {

    private static final Logger LOG = LoggerFactory.getLogger(BatchTransaction.class);

    private enum Path {
        AS_ONE,
        IN_PARTS
    }

    private final Batch batch;
    private final TargetSession session;
    private final AppliedOffsets offsets;
    private final TargetTables tables;
    private final DeadLetterReports deadLetters;
    private final EarlyChanges early;
    private Path path = Path.AS_ONE;
    /** What a commit that was sent and has had no answer may have done; empty if there is none. */
    private Optional<Applied> unanswered = Optional.empty();

    private boolean layoutsReadAgain;
    private boolean upserting;

    BatchTransaction(
            Batch batch,
            TargetSession session,
            AppliedOffsets offsets,
            TargetTables tables,
            DeadLetterReports deadLetters,
            EarlyChanges early) {
        this.batch = batch;
        this.session = session;
        this.offsets = offsets;
        this.tables = tables;
        this.deadLetters = deadLetters;
        this.early = early;
    }

    /** Empty if nothing was applied because PostgreSQL did not finish the batch in the time that it gives. */
    @Override
    public Optional<Applied> run(Connection connection) throws SQLException {
        if (!hasCommitted(connection)) {
            try {
                apply(connection);
            } catch (SQLException e) {
                tables.forget();
                if (!isTooLarge(e)) {
                    throw e;
                }
                LOG.warn("Halving a batch of {} changes: {}", batch.changes().size(), Reason.of(e));
                Retries.end(session, e);
                return Optional.empty();
            } catch (RuntimeException e) {
                // What this transaction created will not be there.
                tables.forget();
                throw e;
            }
        }
        offsets.advanced(unanswered.orElseThrow().advances());
        return unanswered;
    }

    private boolean isTooLarge(SQLException e) {
        return SqlFault.of(e) == SqlFault.TIMEOUT
                && batch.changes().size() > 1
                && unanswered.isEmpty()
                && !session.isCancelled();
    }

    private boolean hasCommitted(Connection connection) throws SQLException {
        if (unanswered.isEmpty()) {
            return false;
        }
        AppliedOffsets.Outcome outcome =
                offsets.outcome(connection, unanswered.get().advances());
        connection.rollback();
        return switch (outcome) {
            case COMMITTED -> true;
            case ROLLED_BACK -> {
                unanswered = Optional.empty();
                yield false;
            }
            case FENCED -> throw fenced();
        };
    }

    private void apply(Connection connection) throws SQLException {
        while (true) {
            try {
                Applied applied =
                        switch (path) {
                            case AS_ONE -> applyAsOne(connection);
                            case IN_PARTS -> applyInParts(connection);
                        };
                deadLetters.await();
                unanswered = Optional.of(applied);
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
            case RECORD, FOREIGN_KEY -> goInParts(e);
            case LAYOUT -> {
                if (layoutsReadAgain) {
                    throw e;
                }
                layoutsReadAgain = true;
            }
            case OCCUPIED -> {
                // For once: where the batch empties the table first, its own rows stand in each other's way.
                if (upserting) {
                    goInParts(e);
                }
                LOG.debug("Upserting instead of copying: {}", Reason.of(e));
                upserting = true;
            }
            case PASSING, TIMEOUT, LASTING -> throw e;
        }
        connection.rollback();
        unanswered = Optional.empty();
        tables.forget();
        session.forget();
    }

    private <E extends Exception> void goInParts(E e) throws E {
        if (path == Path.IN_PARTS) {
            throw e;
        }
        LOG.info("Applying {} changes in parts: {}", batch.changes().size(), Reason.of(e));
        path = Path.IN_PARTS;
    }

    private Applied applyAsOne(Connection connection) throws SQLException {
        BatchPlan plan = BatchPlanner.plan(batch.changes(), session.tableOrder());
        List<TableShape> shapes = WrittenShapes.of(plan);
        addEnumLabels(connection, shapes);
        // Before rows are locked: whoever holds some and then waits to alter the table may wait for a task like it.
        for (TableShape shape : shapes) {
            tables.fit(connection, shape);
        }
        StatementQueue queue = new StatementQueue(connection);
        queue.add(offsets.advance(batch.advances()));
        SqlWriter.write(plan, queue, tables);
        queue.flush();
        requireAll(queue.firstCount());
        for (Change change : batch.changes()) {
            if (change instanceof Change.Unreadable unreadable) {
                deadLetters.report(change, unreadable.reason());
            }
        }
        return new Applied(batch.advances(), List.of());
    }

    private Applied applyInParts(Connection connection) throws SQLException {
        Set<TableShape> shapes = WrittenShapes.of(batch.changes());
        addEnumLabels(connection, shapes);
        List<OffsetAdvance> standing =
                batch.advances().stream().map(OffsetAdvance::standing).toList();
        requireAll(StatementQueue.send(connection, List.of(offsets.advance(standing))));
        // Before any savepoint: what is created under one would go with the part that needed it first.
        for (TableShape shape : shapes) {
            tables.fit(connection, shape);
        }
        Applied applied = new Bisection(connection, tables, session.tableOrder(), deadLetters, early).run(batch);
        requireAll(StatementQueue.send(connection, List.of(offsets.advance(applied.advances()))));
        return applied;
    }

    private void addEnumLabels(Connection connection, Iterable<TableShape> shapes) throws SQLException {
        for (TableShape shape : shapes) {
            tables.addEnumLabels(connection, shape);
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
