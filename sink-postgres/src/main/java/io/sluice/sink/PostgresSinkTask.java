package io.sluice.sink;

import io.sluice.sink.apply.BatchExecutor;
import io.sluice.sink.apply.LetterAllowance;
import io.sluice.sink.apply.SinkMetrics;
import io.sluice.sink.apply.TargetWriter;
import io.sluice.sink.change.Change;
import io.sluice.sink.change.RecordReader;
import io.sluice.sink.plan.ChangeBuffer;
import io.sluice.sink.plan.ReadPositions;
import io.sluice.sink.target.AppliedOffsets;
import io.sluice.sink.target.FloodColumns;
import io.sluice.sink.target.TargetSession;
import io.sluice.sink.target.TargetTables;
import io.sluice.sink.topic.LogContinuity;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/**
 * Hands records from Connect to the stages, and offsets from the target to Connect. Only the writer uses PostgreSQL.
 * While it applies one batch, the task reads the next.
 */
public final class PostgresSinkTask extends SinkTask {

    /** How long a call may wait for the writer. Connect can neither rebalance nor stop the task meanwhile. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    /** How long Connect may wait for records while the writer works. A failure is noticed no later than that. */
    private static final Duration LONGEST_POLL = Duration.ofMillis(200);

    private final ReadPositions positions = new ReadPositions();
    private LogContinuity logs;
    private RecordReader reader;
    private TargetWriter writer;
    private Intake intake;

    @Override
    public void start(Map<String, String> props) {
        SinkConfig config = new SinkConfig(props);
        TargetSession session = config.session();
        AppliedOffsets offsets = new AppliedOffsets(config.connector());
        FloodColumns floods = new FloodColumns(config.connector());
        BatchExecutor executor = new BatchExecutor(
                session,
                offsets,
                config.logs(),
                floods,
                new LetterAllowance(config.deadLettersPerMinuteMax(), floods, Clock.systemUTC()),
                new TargetTables(config.schemaEvolution()),
                config.rewriteBytesMax(),
                config.retries(),
                config.uniqueWait(),
                context.errantRecordReporter(),
                new SinkMetrics(context.pluginMetrics(), Clock.systemUTC()));
        logs = new LogContinuity(config.connector());
        reader = new RecordReader(config.tableNaming());
        intake = new Intake(context);
        writer = new TargetWriter(
                "sluice-sink-writer-" + config.connector(),
                session,
                offsets,
                executor,
                new ChangeBuffer(config.batchRows(), config.batchBytes(), offsets::next));
        writer.start();
    }

    /**
     * Reads from the target's offsets on, whatever the consumer group has. If the target does not answer at once,
     * {@link #put} learns the offsets later. All partitions are resumed, since Connect keeps those paused that were
     * paused when they were revoked: the poll under way would bring no record, and so would not return before the next
     * commit of offsets.
     */
    @Override
    public void open(Collection<TopicPartition> partitions) {
        if (!partitions.isEmpty()) {
            intake.welcome();
            writer.claim(partitions);
            learn();
        }
    }

    /** Connect also calls it without records, after a poll that brought none. */
    @Override
    public void put(Collection<SinkRecord> records) {
        List<Change> changes = new ArrayList<>(records.size());
        for (SinkRecord record : records) {
            if (positions.accepts(record)) {
                changes.add(reader.read(record));
            } else {
                logs.require(record, positions.next(record));
            }
        }
        writer.add(changes);
        attend();
    }

    /** Learns what the writer has done. */
    private TargetWriter.Load learn() {
        TargetWriter.Load load = writer.await(LONGEST_WAIT);
        intake.hold(writer.stopped());
        Map<TopicPartition, Long> readable = writer.takeReadable();
        if (!readable.isEmpty()) {
            positions.start(readable);
            context.offset(readable);
        }
        return load;
    }

    /** Pauses or resumes the reading, as the writer's load demands. */
    private void attend() {
        switch (learn()) {
            case IDLE -> intake.open();
            case BUSY -> {
                intake.open();
                context.timeout(LONGEST_POLL.toMillis());
            }
            case FULL -> {
                intake.shut();
                // The next put does the waiting, which ends as soon as there is room.
                context.timeout(1);
            }
        }
    }

    /**
     * Returns the target's offsets. The consumer group's offsets serve only monitors of the lag. Never throws: Connect
     * would rewind the task instead of failing it. The next {@link #put} throws what the writer has failed of.
     */
    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> currentOffsets) {
        Map<TopicPartition, OffsetAndMetadata> applied = new HashMap<>();
        writer.applied().forEach((partition, next) -> {
            if (currentOffsets.containsKey(partition)) {
                applied.put(partition, new OffsetAndMetadata(next));
            }
        });
        return applied;
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        positions.forget(partitions);
        positions.forget(writer.close(partitions));
    }

    @Override
    public void stop() {
        if (writer != null) {
            writer.end();
        }
    }

    @Override
    public String version() {
        return Version.CURRENT;
    }
}
