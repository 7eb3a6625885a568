package io.sluice.sink.apply;

import io.sluice.sink.change.Change;
import io.sluice.sink.plan.Batch;
import io.sluice.sink.plan.BatchPlan;
import io.sluice.sink.plan.BatchPlanner;
import io.sluice.sink.plan.PartitionProgress;
import io.sluice.sink.plan.SourceOrder;
import io.sluice.sink.plan.TableOrder;
import io.sluice.sink.target.SqlStatement;
import io.sluice.sink.target.TargetTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.DataException;

/**
 * Applies a batch that PostgreSQL has refused as a whole: in the source's order, one half and then the other. A half
 * that is refused is halved again. So a guilty change is found with few statements, and left out. Unique values that
 * move between rows arrive too: a part that is not refused has the same result as its changes one by one.
 *
 * <p>A change may be refused only because another partition is ahead or behind. If the batch has a later change of the
 * same row, that one makes up for it. Otherwise the change is left for later, with all that follow in its partition. So is a
 * change that would be one dead letter too many.
 *
 * <p>Each part is under a savepoint. There is never more than one, since a part is undone before it is halved.
 */
final class Bisection {

    private static final SqlStatement SAVEPOINT = SqlStatement.of("SAVEPOINT part");
    private static final SqlStatement RELEASE = SqlStatement.of("RELEASE SAVEPOINT part");

    /** The savepoint remains, for the next part. */
    private static final SqlStatement UNDO = SqlStatement.of("ROLLBACK TO SAVEPOINT part");

    /** Otherwise a deferred constraint would fail the commit, which does not tell the guilty change. */
    private static final SqlStatement CHECK_AT_ONCE = SqlStatement.of("SET CONSTRAINTS ALL IMMEDIATE");

    private final Connection connection;
    private final TargetTables tables;
    private final TableOrder order;
    private final DeadLetterReports deadLetters;
    private final EarlyChanges early;
    private final Displacement displacement;
    private final Map<TopicPartition, PartitionProgress> progress = new LinkedHashMap<>();
    private final Set<TopicPartition> waiting = new HashSet<>();
    private final Map<TopicPartition, String> flooded = new LinkedHashMap<>();
    private final List<Change> left = new ArrayList<>();
    private LaterChanges later;

    /** @param tables made to fit all rows before: what is created for a part goes when the part is undone */
    Bisection(
            Connection connection,
            TargetTables tables,
            TableOrder order,
            DeadLetterReports deadLetters,
            EarlyChanges early) {
        this.connection = connection;
        this.tables = tables;
        this.order = order;
        this.deadLetters = deadLetters;
        this.early = early;
        this.displacement = new Displacement(connection, tables);
    }

    /** Applies what can be applied. */
    Applied run(Batch batch) throws SQLException {
        batch.advances()
                .forEach(advance ->
                        progress.put(advance.partition(), new PartitionProgress(advance.partition(), advance.from())));
        StatementQueue.send(connection, List.of(CHECK_AT_ONCE, SAVEPOINT));
        List<Change> changes = SourceOrder.of(batch.changes());
        later = new LaterChanges(changes);
        if (changes.size() == 1) {
            apply(changes);
        } else {
            halve(changes);
        }
        return new Applied(
                progress.values().stream().map(PartitionProgress::advance).toList(), left, flooded);
    }

    private void apply(List<Change> some) throws SQLException {
        List<Change> part = withoutWaiting(some);
        if (part.isEmpty()) {
            return;
        }
        if (part.size() > 1 && !deadLetters.admitsUnreadable(part)) {
            // What follows the one too many must not be sent with it.
            halve(part);
            return;
        }
        try {
            send(part);
        } catch (DataException e) {
            refused(part, e);
            return;
        } catch (SQLException e) {
            refused(part, e, SqlFault.of(e));
            return;
        }
        part.forEach(this::applied);
    }

    private List<Change> withoutWaiting(List<Change> some) {
        if (waiting.isEmpty()) {
            return some;
        }
        Map<Boolean, List<Change>> parts =
                some.stream().collect(Collectors.partitioningBy(change -> waiting.contains(change.partition())));
        left.addAll(parts.get(true));
        return parts.get(false);
    }

    private void send(List<Change> part) throws SQLException {
        BatchPlan plan = BatchPlanner.plan(part, order);
        if (!plan.steps().isEmpty()) {
            StatementQueue queue = new StatementQueue(connection);
            SqlWriter.write(plan, queue, tables);
            queue.add(RELEASE);
            queue.add(SAVEPOINT);
            queue.flush();
        }
    }

    private void refused(List<Change> part, SQLException e, SqlFault fault) throws SQLException {
        switch (fault) {
            case RECORD -> {
                if (part.size() == 1) {
                    refusedAlone(part.get(0), e);
                } else {
                    refused(part, e);
                }
            }
            case FOREIGN_KEY -> {
                // The row it refers to may come later, from another topic. A dead letter would lose the change.
                if (part.size() == 1) {
                    throw e;
                }
                refused(part, e);
            }
            case OCCUPIED -> {
                undo();
                // The table's rows are upserted from now on, so this fault does not come again.
                if (part.size() == 1) {
                    apply(part);
                } else {
                    halve(part);
                }
            }
            case LAYOUT, PASSING, TIMEOUT, LASTING -> throw e;
        }
    }

    private void refusedAlone(Change change, SQLException reason) throws SQLException {
        undo();
        if (Displacement.mayBe(change, reason) && displace((Change.Row) change, reason)) {
            apply(List.of(change));
        } else if (!early.mayBe(change, reason, connection)) {
            giveUp(change, reason);
        } else if (later.replaces(change)) {
            // Another partition may be ahead: its row has the value already, and this row gives it up later.
            applied(change);
        } else if (early.mayWait(change)) {
            leave(change);
        } else {
            giveUp(change, reason);
        }
    }

    /** Whether something was in the way of the row, and has gone. */
    private boolean displace(Change.Row row, SQLException reason) throws SQLException {
        Optional<SqlStatement> removal = displacement.of(row, reason);
        if (removal.isEmpty()) {
            return false;
        }
        StatementQueue.send(connection, List.of(removal.get(), RELEASE, SAVEPOINT));
        return true;
    }

    private void refused(List<Change> part, Exception reason) throws SQLException {
        undo();
        if (part.size() == 1) {
            giveUp(part.get(0), reason);
        } else {
            halve(part);
        }
    }

    private void undo() throws SQLException {
        StatementQueue.send(connection, List.of(UNDO));
    }

    /** If a change of the first half has to wait, later ones of its partition are not tried in the second half. */
    private void halve(List<Change> part) throws SQLException {
        int middle = part.size() / 2;
        apply(part.subList(0, middle));
        apply(part.subList(middle, part.size()));
    }

    private void applied(Change change) {
        if (change instanceof Change.Unreadable unreadable) {
            giveUp(change, unreadable.reason());
        } else {
            progress.get(change.partition()).add(change);
        }
    }

    private void giveUp(Change guilty, Exception reason) {
        if (deadLetters.report(guilty, reason)) {
            progress.get(guilty.partition()).passed(guilty.record().originalKafkaOffset());
        } else {
            flooded.put(guilty.partition(), deadLetters.excess(reason));
            leave(guilty);
        }
    }

    /** With all that follow in its partition. */
    private void leave(Change change) {
        waiting.add(change.partition());
        left.add(change);
    }
}
