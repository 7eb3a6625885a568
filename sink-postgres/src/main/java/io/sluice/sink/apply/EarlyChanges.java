package io.sluice.sink.apply;

import io.sluice.sink.change.Change;
import io.sluice.sink.target.AppliedOffsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Changes that a unique index refuses, perhaps only because another partition of their topic is behind: the change that
 * frees the value is still to be applied, by this task or another. Remembers since when each partition has waited. Not
 * thread-safe.
 */
final class EarlyChanges {

    private record Wait(long offset, long sinceNanos) {}

    private final AppliedOffsets offsets;
    private final Duration limit;
    private final Map<TopicPartition, Wait> waits = new HashMap<>();

    /** @param limit how long a change may wait */
    EarlyChanges(AppliedOffsets offsets, Duration limit) {
        this.offsets = offsets;
        this.limit = limit;
    }

    /**
     * Whether PostgreSQL may refuse a change that was sent alone because of another partition.
     *
     * @param connection with a transaction that can be used
     */
    boolean mayBe(Change change, SQLException refusal, Connection connection) throws SQLException {
        return SqlFault.isInTheWay(refusal)
                && offsets.partitions(connection, change.partition().topic()) > 1;
    }

    /** Whether the change should be tried again later. The limit runs from the first call for this change. */
    boolean mayWait(Change change) {
        long now = System.nanoTime();
        long offset = change.record().originalKafkaOffset();
        Wait wait = waits.merge(
                change.partition(), new Wait(offset, now), (old, fresh) -> old.offset() == offset ? old : fresh);
        return now - wait.sinceNanos() < limit.toNanos();
    }
}
