package io.sluice.sink;

import io.sluice.sink.apply.BatchExecutor;
import io.sluice.sink.apply.SinkMetrics;
import io.sluice.sink.change.RecordReader;
import io.sluice.sink.plan.ChangeBuffer;
import io.sluice.sink.target.AppliedOffsets;
import io.sluice.sink.target.TargetSession;
import io.sluice.sink.target.TargetTables;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTask;

/** Hands records from Connect to the stages, and offsets from the target to Connect. */
public final class PostgresSinkTask extends SinkTask {

    private TargetSession session;
    private AppliedOffsets offsets;
    private LogContinuity logs;
    private RecordReader reader;
    private ChangeBuffer buffer;
    private BatchExecutor executor;

    @Override
    public void start(Map<String, String> props) {
        SinkConfig config = new SinkConfig(props);
        session = config.session();
        offsets = new AppliedOffsets(config.connector());
        logs = new LogContinuity(config.connector());
        reader = new RecordReader(config.tableNaming());
        buffer = new ChangeBuffer(config.batchRows(), config.batchBytes(), offsets::next);
        executor = new BatchExecutor(
                session,
                offsets,
                new TargetTables(config.schemaEvolution()),
                config.retries(),
                context.errantRecordReporter(),
                new SinkMetrics(context.pluginMetrics(), Clock.systemUTC()));
    }

    /** Goes to where the target is, whatever the consumer group believes. */
    @Override
    public void open(Collection<TopicPartition> partitions) {
        if (!partitions.isEmpty()) {
            Map<TopicPartition, Long> next = executor.takeOver(partitions);
            context.offset(next);
            logs.rewound(next);
        }
    }

    /** Applies all that it is given before it returns, so that nothing waits for the next poll. */
    @Override
    public void put(Collection<SinkRecord> records) {
        // What a failed call has left behind is delivered again.
        buffer.clear();
        for (SinkRecord record : records) {
            if (buffer.isNew(record)) {
                buffer.add(reader.read(record));
                if (buffer.isFull()) {
                    executor.apply(buffer.drain());
                }
            } else {
                logs.requireKnown(record);
            }
        }
        if (!buffer.isEmpty()) {
            executor.apply(buffer.drain());
        }
    }

    /** Commits what the target has; the group's offsets are there only for those who watch the lag. */
    @Override
    public Map<TopicPartition, OffsetAndMetadata> preCommit(Map<TopicPartition, OffsetAndMetadata> currentOffsets) {
        Map<TopicPartition, OffsetAndMetadata> applied = new HashMap<>();
        for (TopicPartition partition : currentOffsets.keySet()) {
            if (offsets.isClaimed(partition)) {
                applied.put(partition, new OffsetAndMetadata(offsets.next(partition)));
            }
        }
        logs.committed(applied);
        return applied;
    }

    @Override
    public void close(Collection<TopicPartition> partitions) {
        offsets.release(partitions);
        logs.closed(partitions);
    }

    @Override
    public void stop() {
        if (session != null) {
            session.close();
        }
    }

    @Override
    public String version() {
        return Version.CURRENT;
    }
}
