package io.sluice.sink.apply;

import io.sluice.sink.target.AppliedOffsets;
import io.sluice.sink.target.CatchUpColumns;
import io.sluice.sink.target.CatchUpColumns.Proof;
import io.sluice.sink.topic.CatchUp;
import io.sluice.sink.topic.LogContinuity;
import io.sluice.sink.topic.PartitionLog;
import io.sluice.sink.topic.PartitionLogs;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * Keeps in the target when each partition had last been applied up to the end of its log. Compacted topics keep tombstones
 * for a limited time: a sink that was behind for longer may have missed deletions, and must not go on unnoticed. Not
 * thread-safe.
 */
final class CatchUpWatch {

    /** Often enough for tombstones that are kept for days. */
    private static final Duration LONGEST_INTERVAL = Duration.ofHours(1);

    /** So that a task that is restarted again and again keeps the time all the same. */
    private static final Duration LONGEST_FIRST_INTERVAL = Duration.ofMinutes(1);

    /** How many looks come within the life of a tombstone. */
    private static final int LOOKS_PER_LIFE = 4;

    private static final long NEVER_NANOS = Duration.ofDays(10_000).toNanos();

    /** The end of a log at a time of {@link System#nanoTime}. */
    private record Seen(long end, long nanos) {}

    private final PartitionLogs logs;
    private final AppliedOffsets offsets;
    private final CatchUpColumns columns;
    private final LogContinuity continuity;
    private final Map<TopicPartition, Seen> seen = new HashMap<>();
    private long dueNanos = System.nanoTime() + NEVER_NANOS;

    CatchUpWatch(PartitionLogs logs, AppliedOffsets offsets, String connector) {
        this.logs = logs;
        this.offsets = offsets;
        this.columns = new CatchUpColumns(connector);
        this.continuity = new LogContinuity(connector);
    }

    /** Partitions were taken over, whose logs are these as far as they are known. */
    void begin(Map<TopicPartition, PartitionLog> taken) {
        seen.keySet().removeAll(taken.keySet());
        schedule(taken, LONGEST_FIRST_INTERVAL);
    }

    /** How long it is until the next look; 0 or less if that is due. */
    Duration untilDue() {
        return Duration.ofNanos(dueNanos - System.nanoTime());
    }

    private void schedule(Map<TopicPartition, PartitionLog> known, Duration longest) {
        long interval = known.values().stream()
                .flatMap(log -> log.tombstoneLife().stream())
                .mapToLong(life -> Math.min(life.toNanos() / LOOKS_PER_LIFE, longest.toNanos()))
                .min()
                .orElse(NEVER_NANOS);
        dueNanos = System.nanoTime() + interval;
    }

    /**
     * Finds out which of the partitions are caught up, and keeps that, in a transaction to be committed. If Kafka does not
     * answer within seconds, nothing is known and nothing is kept.
     *
     * @throws org.apache.kafka.connect.errors.ConnectException if a partition has been behind for longer than Kafka keeps
     *     tombstones
     */
    void look(Connection connection, Set<TopicPartition> partitions) throws SQLException {
        Optional<Map<TopicPartition, PartitionLog>> answer = logs.ask(partitions);
        if (answer.isEmpty()) {
            dueNanos = System.nanoTime() + LONGEST_FIRST_INTERVAL.toNanos() / LOOKS_PER_LIFE;
            return;
        }
        Map<TopicPartition, PartitionLog> compacted = new HashMap<>(answer.get());
        compacted.values().removeIf(log -> log.tombstoneLife().isEmpty());
        schedule(compacted, LONGEST_INTERVAL);
        // First: once tombstones are gone, a log that has no more records proves nothing.
        requireTombstones(compacted, columns.read(connection, compacted.keySet()));
        columns.write(connection, proofs(compacted));
    }

    private void requireTombstones(Map<TopicPartition, PartitionLog> compacted, Map<TopicPartition, CatchUp> last) {
        last.forEach((partition, catchUp) ->
                continuity.requireTombstones(partition, offsets.next(partition), catchUp, compacted.get(partition)));
    }

    private List<Proof> proofs(Map<TopicPartition, PartitionLog> compacted) {
        Map<TopicPartition, Long> behind = new HashMap<>();
        compacted.forEach((partition, log) -> {
            if (offsets.next(partition) < log.end()) {
                behind.put(partition, offsets.next(partition));
            }
        });
        Set<TopicPartition> ended = logs.ended(behind, compacted);
        long now = System.nanoTime();
        List<Proof> proofs = new ArrayList<>();
        compacted.forEach((partition, log) -> {
            Seen before = seen.put(partition, new Seen(log.end(), now));
            if (!behind.containsKey(partition) || ended.contains(partition)) {
                proofs.add(new Proof(partition, offsets.epoch(partition), log.end(), Duration.ZERO));
            } else if (before != null && offsets.next(partition) >= before.end()) {
                Duration ago = Duration.ofNanos(now - before.nanos());
                proofs.add(new Proof(partition, offsets.epoch(partition), before.end(), ago));
            }
        });
        return proofs;
    }
}
