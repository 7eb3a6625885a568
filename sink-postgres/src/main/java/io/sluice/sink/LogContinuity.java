package io.sluice.sink;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Finds out that a topic's log is no longer the one that the target's offsets are of: it was deleted and created again,
 * or has lost its end. Kafka then has no record at the offset asked for and starts from the log's beginning; taken for
 * deliveries of old records, the new log's would be dropped until it is as long as the old one was. A new log that is
 * as long already when it is first read cannot be told from the old one.
 *
 * <p>Nothing else brings a record from before a known offset: Connect goes back by itself only to what the task has
 * given it to commit, or has asked to be rewound to. Not thread-safe.
 */
final class LogContinuity {

    private final String connector;
    private final Map<TopicPartition, Long> known = new HashMap<>();

    LogContinuity(String connector) {
        this.connector = connector;
    }

    /** The consumer has been told to start from these offsets. */
    void rewound(Map<TopicPartition, Long> offsets) {
        known.putAll(offsets);
    }

    /** Connect has been given these offsets to commit. */
    void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
        offsets.forEach((partition, offset) -> known.merge(partition, offset.offset(), Math::max));
    }

    void closed(Collection<TopicPartition> partitions) {
        partitions.forEach(known::remove);
    }

    /**
     * Takes a record that the target or the buffer has already.
     *
     * @throws ConnectException if it cannot be the one that they have
     */
    void requireKnown(SinkRecord record) {
        var partition = new TopicPartition(record.originalTopic(), record.originalKafkaPartition());
        long from = known.getOrDefault(partition, 0L);
        if (record.originalKafkaOffset() < from) {
            throw new ConnectException(
                    ("Topic %s, partition %d is not the one that the target has applied up to offset %d: offset %d came,"
                                    + " so it was deleted and created again, or has lost its end. To read it from its"
                                    + " beginning, stop the connector, PATCH /connectors/%s/offsets with {\"offsets\":"
                                    + " [{\"partition\": {\"kafka_topic\": \"%s\", \"kafka_partition\": %d}, \"offset\":"
                                    + " {\"kafka_offset\": 0}}]}, and resume it; DELETE instead of PATCH begins anew with"
                                    + " all its topics")
                            .formatted(
                                    partition.topic(),
                                    partition.partition(),
                                    from,
                                    record.originalKafkaOffset(),
                                    connector,
                                    partition.topic(),
                                    partition.partition()));
        }
    }
}
