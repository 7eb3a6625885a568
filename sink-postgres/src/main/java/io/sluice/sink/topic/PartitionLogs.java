package io.sluice.sink.topic;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** Asks Kafka about logs. Not thread-safe, but for {@link #close}. */
public interface PartitionLogs extends AutoCloseable {

    /** Where nothing is known of Kafka, since the connector was not told its addresses. */
    PartitionLogs UNKNOWN = partitions -> Map.of();

    /**
     * The logs of these partitions, as far as they are known. Waits for Kafka.
     *
     * @throws org.apache.kafka.connect.errors.ConnectException if Kafka refuses, or the thread is interrupted
     */
    Map<TopicPartition, PartitionLog> of(Collection<TopicPartition> partitions);

    @Override
    default void close() {}
}
