package io.sluice.sink.plan;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** Which record is to be read next, of each topic partition that is read. Not thread-safe. */
public final class ReadPositions {

    private static final class Position {
        final TopicPartition partition;
        long next;

        Position(TopicPartition partition, long next) {
            this.partition = partition;
            this.next = next;
        }

        boolean isOf(SinkRecord record) {
            return partition.partition() == record.originalKafkaPartition()
                    && partition.topic().equals(record.originalTopic());
        }
    }

    private final Map<TopicPartition, Position> positions = new HashMap<>();
    private Position current;

    /** Partitions are read from these offsets on. */
    public void start(Map<TopicPartition, Long> offsets) {
        offsets.forEach((partition, offset) -> positions.put(partition, new Position(partition, offset)));
        current = null;
    }

    /** Partitions are no longer read. */
    public void forget(Collection<TopicPartition> partitions) {
        partitions.forEach(positions::remove);
        current = null;
    }

    /**
     * Whether the record is to be applied. Other records were read before, or are of a partition whose offset in the
     * target is not known yet; these are read again once it is known.
     */
    public boolean accepts(SinkRecord record) {
        find(record);
        if (current == null || record.originalKafkaOffset() < current.next) {
            return false;
        }
        current.next = record.originalKafkaOffset() + 1;
        return true;
    }

    /** The offset to read next of the record's partition; empty if it is not known. */
    public OptionalLong next(SinkRecord record) {
        find(record);
        return current == null ? OptionalLong.empty() : OptionalLong.of(current.next);
    }

    private void find(SinkRecord record) {
        // Polls hand over the records of a partition together, so the last one is nearly always the right one.
        if (current == null || !current.isOf(record)) {
            current = positions.get(new TopicPartition(record.originalTopic(), record.originalKafkaPartition()));
        }
    }
}
