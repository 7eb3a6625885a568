package io.sluice.sink.apply;

import io.sluice.core.wire.Flood;
import io.sluice.sink.change.Change;
import io.sluice.sink.plan.Batch;
import io.sluice.sink.target.AppliedOffsets;
import io.sluice.sink.target.AppliedOffsets.Claim;
import io.sluice.sink.target.FloodColumns;
import io.sluice.sink.target.SchemaChangeTable;
import io.sluice.sink.target.TargetSession;
import io.sluice.sink.target.TargetTables;
import io.sluice.sink.topic.PartitionLog;
import io.sluice.sink.topic.PartitionLogs;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies batches, exactly once. Not thread-safe. */
public final class BatchExecutor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BatchExecutor.class);

    private final TargetSession session;
    private final AppliedOffsets offsets;
    private final PartitionLogs logs;
    private final CatchUpWatch catchUps;
    private final FloodColumns floods;
    private final LetterAllowance allowance;
    private final TargetTables tables;
    private final SchemaChanges schemaChanges;
    private final Retries retries;
    private final EarlyChanges early;
    private final ErrantRecordReporter reporter;
    private final SinkMetrics metrics;

    /**
     * @param session closed with this object, as the logs are
     * @param allowance how many dead letters a partition may make
     * @param rewriteBytesMax how large a table may be that a schema change has written anew
     * @param longestWait how long a change may wait for one of another partition to free its unique value
     * @param reporter null if there is none
     */
    public BatchExecutor(
            TargetSession session,
            AppliedOffsets offsets,
            PartitionLogs logs,
            FloodColumns floods,
            LetterAllowance allowance,
            TargetTables tables,
            long rewriteBytesMax,
            Retries retries,
            Duration longestWait,
            ErrantRecordReporter reporter,
            SinkMetrics metrics) {
        this.session = session;
        this.offsets = offsets;
        this.logs = logs;
        this.catchUps = new CatchUpWatch(logs, offsets, floods.connector());
        this.floods = floods;
        this.allowance = allowance;
        this.tables = tables;
        this.schemaChanges = new SchemaChanges(new SchemaChangeTable(floods.connector()), rewriteBytesMax);
        this.retries = retries;
        this.early = new EarlyChanges(offsets, longestWait);
        this.reporter = reporter;
        this.metrics = metrics;
    }

    /**
     * What was taken over.
     *
     * @param offsets where to read each partition from
     * @param stopped those that a flood of dead letters or a schema change has stopped there
     */
    record TakenOver(Map<TopicPartition, Long> offsets, Set<TopicPartition> stopped) {}

    /**
     * Takes partitions over from whichever task had them.
     *
     * @throws ConnectException if the target cannot be used, or a log is not the one that was read before
     */
    TakenOver takeOver(Collection<TopicPartition> partitions) {
        Map<TopicPartition, PartitionLog> found = logs.of(partitions);
        Map<TopicPartition, Flood.State> states = new HashMap<>();
        Set<TopicPartition> held = new HashSet<>();
        Claim claim = retries.run(
                session,
                connection -> {
                    AppliedOffsets.createTable(connection);
                    Claim made = offsets.claim(connection, partitions, found);
                    states.putAll(floods.read(connection, partitions));
                    held.addAll(schemaChanges.stopped(connection, partitions));
                    connection.commit();
                    return made;
                },
                metrics::retried);
        allowance.begin(partitions, states);
        catchUps.begin(found);
        held.addAll(stopped(partitions, states));
        return new TakenOver(offsets.claimed(claim), held);
    }

    private static Set<TopicPartition> stopped(
            Collection<TopicPartition> partitions, Map<TopicPartition, Flood.State> states) {
        return partitions.stream()
                .filter(partition -> states.get(partition) instanceof Flood.Stopped)
                .collect(Collectors.toSet());
    }

    /**
     * Looks once which of these stopped partitions go on by now. A target that cannot be asked lets none go on.
     *
     * @return those that go on, and are to be taken over anew
     */
    Set<TopicPartition> accepted(Set<TopicPartition> partitions) {
        try {
            Connection connection = session.connection();
            Set<TopicPartition> accepted = new HashSet<>(partitions);
            accepted.removeAll(stopped(partitions, floods.read(connection, partitions)));
            accepted.removeAll(schemaChanges.stopped(connection, partitions));
            connection.commit();
            return accepted;
        } catch (SQLException e) {
            LOG.warn("Not known whether stopped partitions may go on: {}", Reason.of(e));
            Retries.end(session, e);
            return Set.of();
        }
    }

    /** How long it is until {@link #lookForCatchUp} is due; 0 or less if it is. */
    Duration untilCatchUp() {
        return catchUps.untilDue();
    }

    /**
     * Keeps in the target which of the partitions have been applied up to the ends of their logs. A target that cannot be
     * asked is asked again later.
     *
     * @throws ConnectException if a partition has been behind for longer than Kafka keeps tombstones
     */
    void lookForCatchUp(Set<TopicPartition> partitions) {
        try {
            Connection connection = session.connection();
            catchUps.look(connection, partitions);
            connection.commit();
        } catch (SQLException e) {
            LOG.warn("Not kept which partitions have been read to their ends: {}", Reason.of(e));
            Retries.end(session, e);
        } catch (RuntimeException e) {
            session.rollback();
            throw e;
        }
    }

    /**
     * What was not applied of a batch.
     *
     * @param changes the first one of a partition waits for a change of another partition, or has stopped its partition; all
     *     later ones of its partition are left with it
     * @param stopped the partitions that a flood of dead letters or a schema change has stopped
     */
    record Remainder(List<Change> changes, Set<TopicPartition> stopped) {}

    /**
     * Applies a batch in one transaction, or in several where PostgreSQL gives one too little time.
     *
     * @throws ConnectException if the task has to end
     */
    Remainder apply(Batch batch) {
        DeadLetterReports deadLetters = new DeadLetterReports(reporter, metrics, allowance);
        Deque<Batch> parts = new ArrayDeque<>(batch.parts());
        List<Change> left = new ArrayList<>();
        Set<TopicPartition> stopped = new HashSet<>();
        while (!parts.isEmpty() && left.isEmpty()) {
            Batch part = parts.removeFirst();
            Optional<Applied> applied = apply(part, deadLetters);
            if (applied.isPresent()) {
                left.addAll(applied.get().left());
                applied.get().flooded().forEach(BatchExecutor::logStop);
                stopped.addAll(applied.get().flooded().keySet());
                applied.get().held().forEach(BatchExecutor::logHold);
                stopped.addAll(applied.get().held().keySet());
            } else {
                List<Batch> halves = part.halves();
                parts.addFirst(halves.get(1));
                parts.addFirst(halves.get(0));
            }
        }
        parts.forEach(part -> left.addAll(part.changes()));
        return new Remainder(left, stopped);
    }

    private static void logStop(TopicPartition partition, String reason) {
        LOG.error(
                "Topic {}, partition {} is stopped ({}); all others go on. Correct the cause, then let it go on (the sink's"
                        + " README, \"Floods of dead letters\")",
                partition.topic(),
                partition.partition(),
                reason);
    }

    private static void logHold(TopicPartition partition, String reason) {
        LOG.error(
                "Topic {}, partition {} stands still before a schema change ({}); all others go on. 'sluice schema-changes'"
                        + " lists it and lets the table go on",
                partition.topic(),
                partition.partition(),
                reason);
    }

    @Override
    public void close() {
        session.close();
        logs.close();
    }

    private Optional<Applied> apply(Batch batch, DeadLetterReports deadLetters) {
        metrics.begins(batch);
        long startNanos = System.nanoTime();
        var transaction =
                new BatchTransaction(batch, session, offsets, tables, schemaChanges, deadLetters, allowance, early);
        Optional<Applied> applied = retries.run(session, transaction, metrics::retried);
        applied.ifPresent(
                done -> metrics.applied(batch, done, deadLetters, Duration.ofNanos(System.nanoTime() - startNanos)));
        return applied;
    }
}
