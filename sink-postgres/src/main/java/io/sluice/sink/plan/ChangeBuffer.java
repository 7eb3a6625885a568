package io.sluice.sink.plan;

import io.sluice.sink.change.Change;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** Gathers changes until they make a batch. Bounded by rows and by bytes. Not thread-safe. */
public final class ChangeBuffer {

    /** What a change takes besides its values. */
    private static final int CHANGE_BYTES = 100;

    private final int maxRows;
    private final long maxBytes;
    private final ToLongFunction<TopicPartition> appliedOffset;
    private final Map<TopicPartition, Progress> partitions = new HashMap<>();
    private List<Change> changes = new ArrayList<>();
    private Progress current;
    private long bytes;

    /** @param appliedOffset the offset after the last record of a partition that the target has */
    public ChangeBuffer(int maxRows, long maxBytes, ToLongFunction<TopicPartition> appliedOffset) {
        this.maxRows = maxRows;
        this.maxBytes = maxBytes;
        this.appliedOffset = appliedOffset;
    }

    /** Whether the record is neither in the target nor in the buffer; others are deliveries of old records. */
    public boolean isNew(SinkRecord record) {
        return record.originalKafkaOffset() >= progress(record).next();
    }

    public void add(Change change) {
        progress(change.record()).add(change);
        changes.add(change);
        bytes += CHANGE_BYTES;
        if (change instanceof Change.Row row) {
            bytes += row.plan().approximateBytes(row.record());
        }
    }

    public boolean isFull() {
        return changes.size() >= maxRows || bytes >= maxBytes;
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** Empties the buffer, which must not be empty. */
    public Batch drain() {
        List<OffsetAdvance> advances = partitions.values().stream()
                .map(Progress::advance)
                .filter(advance -> advance.to() > advance.from())
                .toList();
        Batch batch = new Batch(changes, advances);
        clear();
        return batch;
    }

    /** Forgets what has been gathered. */
    public void clear() {
        changes = new ArrayList<>();
        partitions.clear();
        current = null;
        bytes = 0;
    }

    /** Polls hand over the records of a partition together, so the last one is nearly always the right one. */
    private Progress progress(SinkRecord record) {
        if (current == null
                || current.partition().partition() != record.originalKafkaPartition()
                || !current.partition().topic().equals(record.originalTopic())) {
            var partition = new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
            current = partitions.computeIfAbsent(
                    partition, absent -> new Progress(absent, appliedOffset.applyAsLong(absent)));
        }
        return current;
    }
}
