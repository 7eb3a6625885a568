package io.sluice.sink.apply;

import io.sluice.sink.change.Change;
import io.sluice.sink.plan.BatchPlan;
import io.sluice.sink.plan.BatchPlanner;
import io.sluice.sink.plan.OffsetAdvance;
import io.sluice.sink.plan.Progress;
import io.sluice.sink.plan.TableOrder;
import io.sluice.sink.target.SqlStatement;
import io.sluice.sink.target.TargetTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.DataException;

/**
 * Applies the changes of a batch one by one in the order they came in, as the source did, each under a savepoint:
 * values that move between rows are then free when they are needed, and a guilty record is found and left out.
 */
final class Replay {

    private static final SqlStatement SAVEPOINT = SqlStatement.of("SAVEPOINT change");
    private static final SqlStatement RELEASE = SqlStatement.of("RELEASE SAVEPOINT change");
    private static final SqlStatement UNDO = SqlStatement.of("ROLLBACK TO SAVEPOINT change");

    /** Otherwise a deferred constraint would fail the commit, where nobody could tell whose fault it was. */
    private static final SqlStatement CHECK_AT_ONCE = SqlStatement.of("SET CONSTRAINTS ALL IMMEDIATE");

    private final Connection connection;
    private final TargetTables tables;
    private final DeadLetters deadLetters;
    private final Map<TopicPartition, Progress> applied = new LinkedHashMap<>();

    Replay(Connection connection, TargetTables tables, DeadLetters deadLetters) {
        this.connection = connection;
        this.tables = tables;
        this.deadLetters = deadLetters;
    }

    /**
     * Applies what can be applied, in a transaction whose offsets have been moved already.
     *
     * @return what has been applied, to be counted
     */
    List<OffsetAdvance> run(List<Change> changes, List<OffsetAdvance> advances) throws SQLException {
        advances.forEach(advance -> applied.put(advance.partition(), new Progress(advance.partition(), advance.to())));
        Pipeline.send(connection, List.of(CHECK_AT_ONCE));
        for (Change change : changes) {
            apply(change);
        }
        return applied.values().stream().map(Progress::advance).toList();
    }

    private void apply(Change change) throws SQLException {
        if (change instanceof Change.Unreadable unreadable) {
            deadLetters.report(change, unreadable.reason());
            return;
        }
        try {
            send(change);
        } catch (DataException e) {
            deadLetters.report(change, e);
            return;
        } catch (SQLException e) {
            if (SqlFault.of(e) != SqlFault.RECORD) {
                throw e;
            }
            Pipeline.send(connection, List.of(UNDO, RELEASE));
            deadLetters.report(change, e);
            return;
        }
        var partition = new TopicPartition(
                change.record().originalTopic(), change.record().originalKafkaPartition());
        applied.get(partition).add(change);
    }

    private void send(Change change) throws SQLException {
        BatchPlan plan = BatchPlanner.plan(List.of(change), TableOrder.ANY);
        Pipeline pipeline = new Pipeline(connection);
        pipeline.add(SAVEPOINT);
        SqlWriter.write(plan, pipeline, tables);
        pipeline.add(RELEASE);
        pipeline.flush();
    }
}
