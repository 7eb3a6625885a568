package io.sluice.sink.apply;

import io.sluice.sink.plan.Batch;
import io.sluice.sink.target.AppliedOffsets;
import io.sluice.sink.target.AppliedOffsets.Claim;
import io.sluice.sink.target.TargetSession;
import io.sluice.sink.target.TargetTables;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;

/** Applies batches, exactly once. Not thread-safe. */
public final class BatchExecutor {

    private final TargetSession session;
    private final AppliedOffsets offsets;
    private final TargetTables tables;
    private final Retries retries;
    private final ErrantRecordReporter reporter;
    private final SinkMetrics metrics;

    /** @param reporter null if there is none */
    public BatchExecutor(
            TargetSession session,
            AppliedOffsets offsets,
            TargetTables tables,
            Retries retries,
            ErrantRecordReporter reporter,
            SinkMetrics metrics) {
        this.session = session;
        this.offsets = offsets;
        this.tables = tables;
        this.retries = retries;
        this.reporter = reporter;
        this.metrics = metrics;
    }

    /**
     * Takes partitions over from whichever task had them.
     *
     * @return the offset to read each from
     * @throws ConnectException if the target cannot be used
     */
    public Map<TopicPartition, Long> takeOver(Collection<TopicPartition> partitions) {
        Claim claim = retries.run(
                session,
                connection -> {
                    AppliedOffsets.createTable(connection);
                    Claim made = offsets.claim(connection, partitions);
                    connection.commit();
                    return made;
                },
                metrics::retried);
        return offsets.claimed(claim);
    }

    /**
     * Applies a batch in one transaction, or in several where PostgreSQL gives one too little time.
     *
     * @throws ConnectException if not all of it was applied, and the task has to end
     */
    public void apply(Batch batch) {
        DeadLetters deadLetters = new DeadLetters(reporter, metrics);
        Deque<Batch> parts = new ArrayDeque<>(List.of(batch));
        while (!parts.isEmpty()) {
            Batch part = parts.removeFirst();
            switch (apply(part, deadLetters)) {
                case APPLIED -> {}
                case TOO_LARGE -> {
                    List<Batch> halves = part.halves();
                    parts.addFirst(halves.get(1));
                    parts.addFirst(halves.get(0));
                }
            }
        }
    }

    private BatchTransaction.End apply(Batch batch, DeadLetters deadLetters) {
        metrics.begins(batch);
        long startNanos = System.nanoTime();
        BatchTransaction.End end = retries.run(
                session, new BatchTransaction(batch, session, offsets, tables, deadLetters), metrics::retried);
        if (end == BatchTransaction.End.APPLIED) {
            metrics.applied(batch, deadLetters, Duration.ofNanos(System.nanoTime() - startNanos));
        }
        return end;
    }
}
