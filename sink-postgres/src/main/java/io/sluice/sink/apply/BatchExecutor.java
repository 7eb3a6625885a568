package io.sluice.sink.apply;

import io.sluice.sink.plan.Batch;
import io.sluice.sink.target.AppliedOffsets;
import io.sluice.sink.target.AppliedOffsets.Claim;
import io.sluice.sink.target.TargetSession;
import io.sluice.sink.target.TargetTables;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;

/** Applies batches, each in a transaction of its own, exactly once. Not thread-safe. */
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

    /** @throws ConnectException if the batch was not applied, and the task has to end */
    public void apply(Batch batch) {
        DeadLetters deadLetters = new DeadLetters(reporter, metrics);
        metrics.begins(batch);
        long startNanos = System.nanoTime();
        retries.run(session, new BatchTransaction(batch, session, offsets, tables, deadLetters), metrics::retried);
        metrics.applied(batch, deadLetters, Duration.ofNanos(System.nanoTime() - startNanos));
    }
}
