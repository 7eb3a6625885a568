package io.sluice.sink.topic;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** Asks Kafka about logs. Not thread-safe, but for {@link #close}. */
public interface PartitionLogs extends AutoCloseable {

    /** Where nothing is known of Kafka, since the connector was not told its addresses. */
    PartitionLogs UNKNOWN = new PartitionLogs() {
        @Override
        public Map<TopicPartition, PartitionLog> of(Collection<TopicPartition> partitions) {
            return Map.of();
        }

        @Override
        public Optional<Map<TopicPartition, PartitionLog>> ask(Collection<TopicPartition> partitions) {
            return Optional.of(Map.of());
        }

        @Override
        public Set<TopicPartition> ended(Map<TopicPartition, Long> next, Map<TopicPartition, PartitionLog> logs) {
            return Set.of();
        }
    };

    /**
     * The logs of these partitions, as far as they are known. Waits for Kafka.
     *
     * @throws org.apache.kafka.connect.errors.ConnectException if Kafka refuses, or the thread is interrupted
     */
    Map<TopicPartition, PartitionLog> of(Collection<TopicPartition> partitions);

    /** The same, but empty if Kafka does not answer within seconds. */
    Optional<Map<TopicPartition, PartitionLog>> ask(Collection<TopicPartition> partitions);

    /**
     * Those of the partitions that have no committed record from an offset on up to the end of the log. If Kafka does not
     * answer within seconds, none.
     *
     * @param next the offset for each
     * @param logs of these partitions and perhaps more
     */
    Set<TopicPartition> ended(Map<TopicPartition, Long> next, Map<TopicPartition, PartitionLog> logs);

    @Override
    default void close() {}
}
