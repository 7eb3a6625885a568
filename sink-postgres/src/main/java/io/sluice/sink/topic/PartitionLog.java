package io.sluice.sink.topic;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * The log of a partition, as Kafka has it now.
 *
 * @param topicId tells the topic from another one that had its name before
 * @param start the first offset whose record was not deleted by retention
 * @param end the offset behind the last one that belongs to no open transaction
 * @param tombstoneLife how long a compacted topic keeps tombstones at least; empty if the topic is not compacted, or that is not
 *     known
 */
public record PartitionLog(String topicId, long start, long end, Optional<Duration> tombstoneLife) {
    public PartitionLog {
        Objects.requireNonNull(topicId);
        Objects.requireNonNull(tombstoneLife);
    }
}
