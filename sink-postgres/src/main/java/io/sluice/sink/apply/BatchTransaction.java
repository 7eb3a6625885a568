package io.sluice.sink.apply;

import io.sluice.core.ddl.ChangeDecision;
import io.sluice.sink.apply.BatchState.Stage;
import io.sluice.sink.apply.BatchState.Way;
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
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings one batch into the target. Keeps its {@link BatchState} from one run to the next, so that a batch whose commit
 * was not answered is never applied twice.
 */
final class BatchTransaction implements Retries.Work<Optional<Applied>> {

    private static final Logger LOG = LoggerFactory.getLogger(BatchTransaction.class);

    private final Batch batch;
    private final TargetSession session;
    private final AppliedOffsets offsets;
    private final TargetTables tables;
    private final SchemaChanges schemaChanges;
    private final DeadLetterReports deadLetters;
    private final LetterAllowance allowance;
    private final EarlyChanges early;
    private BatchState state;

    BatchTransaction(
            Batch batch,
            TargetSession session,
            AppliedOffsets offsets,
            TargetTables tables,
            SchemaChanges schemaChanges,
            DeadLetterReports deadLetters,
            LetterAllowance allowance,
            EarlyChanges early) {
        this.batch = batch;
        this.session = session;
        this.offsets = offsets;
        this.tables = tables;
        this.schemaChanges = schemaChanges;
        this.deadLetters = deadLetters;
        this.allowance = allowance;
        this.early = early;
        this.state = deadLetters.admitsUnreadable(batch.changes()) ? BatchState.NEW : BatchState.NEW_IN_PARTS;
    }

    /**
     * Goes on from wherever the last run has ended.
     *
     * @return empty if nothing was applied, because PostgreSQL did not finish the batch in the time that it gives
     */
    @Override
    public Optional<Applied> run(Connection connection) throws SQLException {
        try {
            while (state.stage() != Stage.COMMITTED) {
                step(connection);
            }
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
        List<OffsetAdvance> committed = state.sent().orElseThrow().advances();
        offsets.advanced(committed);
        allowance.committed(committed);
        return state.sent();
    }

    private void step(Connection connection) throws SQLException {
        switch (state.stage()) {
            case OPEN -> attempt(connection);
            case IN_DOUBT -> state = afterDoubt(connection);
            case COMMITTED -> {}
        }
    }

    private boolean isTooLarge(SQLException e) {
        return SqlFault.of(e) == SqlFault.TIMEOUT
                && batch.changes().size() > 1
                && state.stage() == Stage.OPEN
                && !session.isCancelled();
    }

    private BatchState afterDoubt(Connection connection) throws SQLException {
        AppliedOffsets.Outcome outcome =
                offsets.outcome(connection, state.sent().orElseThrow().advances());
        connection.rollback();
        return switch (outcome) {
            case COMMITTED -> state.committed();
            case ROLLED_BACK -> state.rolledBack();
            case FENCED -> throw fenced();
        };
    }

    private void attempt(Connection connection) throws SQLException {
        try {
            Applied applied =
                    switch (state.way()) {
                        case AS_ONE, UPSERTED -> applyAsOne(connection);
                        case IN_PARTS -> applyInParts(connection);
                    };
            deadLetters.await();
            commit(connection, applied);
        } catch (DataException e) {
            prepareNext(connection, e, SqlFault.RECORD);
        } catch (SQLException e) {
            Optional<Change.SchemaChange> change = batch.schemaChange();
            if (change.isPresent() && state.stage() == Stage.OPEN && SchemaChanges.isRefusal(SqlFault.of(e))) {
                connection.rollback();
                tables.forget();
                session.forget();
                commit(connection, refused(connection, change.get(), e));
            } else {
                prepareNext(connection, e, SqlFault.of(e));
            }
        }
    }

    private void commit(Connection connection, Applied applied) throws SQLException {
        state = state.commitSent(applied);
        connection.commit();
        state = state.committed();
    }

    /** Executes a schema change, passes over it, or stops before it, as a person or else a policy has decided. */
    private Applied apply(Connection connection, Change.SchemaChange change) throws SQLException {
        Optional<ChangeDecision> decision = schemaChanges.decision(connection, change);
        Optional<String> hindrance = SchemaChanges.hindrance(change, decision);
        if (hindrance.isPresent()) {
            return stopped(connection, change, hindrance.get());
        }
        if (SchemaChanges.isExecuted(decision)) {
            SchemaChanges.ahead(connection, change);
            connection.commit();
        }
        requireAll(StatementQueue.send(connection, List.of(offsets.advance(batch.advances()))));
        schemaChanges.settle(connection, change, decision);
        tables.forget();
        return new Applied(batch.advances(), List.of(), Map.of());
    }

    /**
     * Passes over a change whose table is about to be made anew: it has a shape of its own by then, and needs no change to
     * succeed. Makes it anew where that helps.
     */
    private Applied refused(Connection connection, Change.SchemaChange change, SQLException refusal)
            throws SQLException {
        String reason = "PostgreSQL does not take it: " + Reason.of(refusal);
        boolean otherTable = SchemaChanges.isOfAnotherTable(change, refusal);
        if (schemaChanges.isMadeAnew(connection, change)) {
            requireAll(StatementQueue.send(connection, List.of(offsets.advance(batch.advances()))));
            schemaChanges.pass(connection, change, reason);
            return new Applied(batch.advances(), List.of(), Map.of());
        }
        return otherTable ? made(connection, change, Reason.of(refusal)) : stopped(connection, change, reason);
    }

    private Applied made(Connection connection, Change.SchemaChange change, String refusal) throws SQLException {
        try {
            requireAll(StatementQueue.send(connection, List.of(offsets.advance(batch.advances()))));
            schemaChanges.make(connection, change, refusal);
            LOG.warn("{} is made anew, since it was not what it was in MySQL: {}", change.table(), refusal);
            return new Applied(batch.advances(), List.of(), Map.of());
        } catch (SQLException e) {
            if (!SchemaChanges.isRefusal(SqlFault.of(e))) {
                throw e;
            }
            connection.rollback();
            return stopped(connection, change, "PostgreSQL does not take it: " + refusal);
        }
    }

    /** Stops the partition of a schema change before it, until a person decides. */
    private Applied stopped(Connection connection, Change.SchemaChange change, String reason) throws SQLException {
        List<OffsetAdvance> standing =
                batch.advances().stream().map(OffsetAdvance::standing).toList();
        requireAll(StatementQueue.send(connection, List.of(offsets.advance(standing))));
        schemaChanges.stop(connection, change, standing.get(0).to(), reason);
        return new Applied(standing, List.of(change), Map.of(), Map.of(change.partition(), reason));
    }

    /** Prepares another attempt on the same connection, or rethrows where that would not help. */
    private <E extends Exception> void prepareNext(Connection connection, E e, SqlFault fault) throws E, SQLException {
        BatchState next = state.after(fault).orElse(null);
        if (next == null) {
            throw e;
        }
        if (next.way() != state.way()) {
            log(next.way(), e);
        }
        state = next;
        connection.rollback();
        tables.forget();
        session.forget();
    }

    private void log(Way way, Exception reason) {
        switch (way) {
            case AS_ONE -> {}
            case UPSERTED -> LOG.debug("Upserting instead of copying: {}", Reason.of(reason));
            case IN_PARTS ->
                LOG.info("Applying {} changes in parts: {}", batch.changes().size(), Reason.of(reason));
        }
    }

    private Applied applyAsOne(Connection connection) throws SQLException {
        Optional<Change.SchemaChange> schemaChange = batch.schemaChange();
        if (schemaChange.isPresent()) {
            return apply(connection, schemaChange.get());
        }
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
            if (change instanceof Change.Unreadable unreadable && !deadLetters.report(change, unreadable.reason())) {
                throw new IllegalStateException("a batch with too many dead letters was not applied in parts");
            }
        }
        return keptFloods(connection, new Applied(batch.advances(), List.of(), Map.of()));
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
        Applied applied =
                new Bisection(connection, tables, session.tableOrder(), deadLetters, early).run(batch);
        requireAll(StatementQueue.send(connection, List.of(offsets.advance(applied.advances()))));
        return keptFloods(connection, applied);
    }

    private Applied keptFloods(Connection connection, Applied applied) throws SQLException {
        StatementQueue.send(connection, allowance.statements(applied.advances(), applied.flooded()));
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
