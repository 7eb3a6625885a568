package io.sluice.sink;

import io.sluice.sink.apply.BatchExecutor;
import io.sluice.sink.apply.SinkMetrics;
import io.sluice.sink.apply.TargetWriter;
import io.sluice.sink.change.Change;
import io.sluice.sink.change.RecordReader;
import io.sluice.sink.plan.ChangeBuffer;
import io.sluice.sink.plan.ReadPositions;
import io.sluice.sink.target.AppliedOffsets;
import io.sluice.sink.target.TargetSession;
import io.sluice.sink.target.TargetTables;
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
 * Hands records from Connect to the stages, and offsets from the target to Connect. PostgreSQL is the writer's: while it
 * works on one batch, the next is read here.
 */
public final class PostgresSinkTask extends SinkTask {

    /** How long Connect may be kept waiting for the writer: it has a rebalance or a stop to attend to, perhaps. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    /** How long Connect may wait for records while the writer works: no failure is unnoticed for longer. */
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
        BatchExecutor executor = new BatchExecutor(
                session,
                offsets,
                new TargetTables(config.schemaEvolution()),
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
     * Goes to where the target is, whatever the consumer group believes; later, if the target cannot say at once. Nothing
     * may stay paused, as Connect has it for partitions that come back: a poll is under way, and without a record it
     * would not return before offsets are committed again.
     */
    @Override
    public void open(Collection<TopicPartition> partitions) {
        if (!partitions.isEmpty()) {
            intake.welcome();
            writer.claim(partitions);
            learn();
        }
    }

    /** Also called without records, whenever Connect has waited for some in vain. */
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
        Map<TopicPartition, Long> readable = writer.takeReadable();
        if (!readable.isEmpty()) {
            positions.start(readable);
            context.offset(readable);
        }
        return load;
    }

    /** Lets the writer hold up the reading. */
    private void attend() {
        switch (learn()) {
            case IDLE -> intake.open();
            case BUSY -> {
                intake.open();
                context.timeout(LONGEST_POLL.toMillis());
            }
            case FULL -> {
                intake.shut();
                // Waiting is done here, where it ends as soon as there is room.
                context.timeout(1);
            }
        }
    }

    /**
     * Commits what the target has; the group's offsets are there only for those who watch the lag. Never throws, since
     * Connect would not fail the task but read again: a failure is for the next {@link #put}.
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
