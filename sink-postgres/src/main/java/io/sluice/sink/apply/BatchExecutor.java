package io.sluice.sink.apply;

import io.sluice.sink.change.Change;
import io.sluice.sink.plan.Batch;
import io.sluice.sink.target.AppliedOffsets;
import io.sluice.sink.target.AppliedOffsets.Claim;
import io.sluice.sink.target.TargetSession;
import io.sluice.sink.target.TargetTables;
import io.sluice.sink.topic.PartitionLog;
import io.sluice.sink.topic.PartitionLogs;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;

/** Applies batches, exactly once. Not thread-safe. */
public final class BatchExecutor implements AutoCloseable {

    private final TargetSession session;
    private final AppliedOffsets offsets;
    private final PartitionLogs logs;
    private final TargetTables tables;
    private final Retries retries;
    private final EarlyChanges early;
    private final ErrantRecordReporter reporter;
    private final SinkMetrics metrics;

    /**
     * @param session closed with this object, as the logs are
     * @param longestWait how long a change may wait for one of another partition to free its unique value
     * @param reporter null if there is none
     */
    public BatchExecutor(
            TargetSession session,
            AppliedOffsets offsets,
            PartitionLogs logs,
            TargetTables tables,
            Retries retries,
            Duration longestWait,
            ErrantRecordReporter reporter,
            SinkMetrics metrics) {
        this.session = session;
        this.offsets = offsets;
        this.logs = logs;
        this.tables = tables;
        this.retries = retries;
        this.early = new EarlyChanges(offsets, longestWait);
        this.reporter = reporter;
        this.metrics = metrics;
    }

    /**
     * Takes partitions over from whichever task had them.
     *
     * @return the offset to read each from
     * @throws ConnectException if the target cannot be used, or a log is not the one that was read before
     */
    public Map<TopicPartition, Long> takeOver(Collection<TopicPartition> partitions) {
        Map<TopicPartition, PartitionLog> found = logs.of(partitions);
        Claim claim = retries.run(
                session,
                connection -> {
                    AppliedOffsets.createTable(connection);
                    Claim made = offsets.claim(connection, partitions, found);
                    connection.commit();
                    return made;
                },
                metrics::retried);
        return offsets.claimed(claim);
    }

    /**
     * Applies a batch in one transaction, or in several where PostgreSQL gives one too little time.
     *
     * @return the changes that were not applied: the first one of a partition waits for a change of another
     *     partition, and all later ones of its partition with it
     * @throws ConnectException if the task has to end
     */
    public List<Change> apply(Batch batch) {
        DeadLetterReports deadLetters = new DeadLetterReports(reporter, metrics);
        Deque<Batch> parts = new ArrayDeque<>(List.of(batch));
        List<Change> left = new ArrayList<>();
        while (!parts.isEmpty() && left.isEmpty()) {
            Batch part = parts.removeFirst();
            Optional<Applied> applied = apply(part, deadLetters);
            if (applied.isPresent()) {
                left.addAll(applied.get().left());
            } else {
                List<Batch> halves = part.halves();
                parts.addFirst(halves.get(1));
                parts.addFirst(halves.get(0));
            }
        }
        parts.forEach(part -> left.addAll(part.changes()));
        return left;
    }

    @Override
    public void close() {
        session.close();
        logs.close();
    }

    private Optional<Applied> apply(Batch batch, DeadLetterReports deadLetters) {
        metrics.begins(batch);
        long startNanos = System.nanoTime();
        var transaction = new BatchTransaction(batch, session, offsets, tables, deadLetters, early);
        Optional<Applied> applied = retries.run(session, transaction, metrics::retried);
        applied.ifPresent(
                done -> metrics.applied(batch, done, deadLetters, Duration.ofNanos(System.nanoTime() - startNanos)));
        return applied;
    }
}
