package io.sluice.sink.topic;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Detects that a topic was deleted and created again, or has lost records or tombstones that were not read. The target's offsets then
 * mean nothing: new records would be taken for repeated ones, and dropped until the new log is as long as the old one, or
 * rows would be missing in silence.
 *
 * @param connector its name, for the advice
 */
public record LogContinuity(String connector) {

    /**
     * Checks a log that is to be read on.
     *
     * @param next the offset to read next; above 0
     * @param known the topic's id when it was read before; null if nothing is known
     * @throws ConnectException if it is the log of another topic, or begins behind the offset
     */
    public void require(TopicPartition partition, long next, String known, PartitionLog log) {
        if (known != null && !known.equals(log.topicId())) {
            throw lost(partition, next, "it was deleted and created again");
        }
        if (log.start() > next) {
            throw lost(partition, next, "Kafka has removed the records before offset " + log.start());
        }
    }

    /**
     * Checks that the log still has all tombstones that are to be read.
     *
     * @param next the offset to read next; above 0
     * @param last when the partition had been applied up to the end of the log
     * @throws ConnectException if that is longer ago than the topic keeps tombstones
     */
    public void requireTombstones(TopicPartition partition, long next, CatchUp last, PartitionLog log) {
        Duration behind = Duration.between(last.at(), last.now());
        boolean written = log.end() > Math.max(next, last.end());
        log.tombstoneLife()
                .filter(life -> written && behind.compareTo(life) > 0)
                .ifPresent(life -> {
                    throw new ConnectException(
                            ("Topic %s, partition %d had last been read to its end at %s, which is longer ago than Kafka keeps"
                                            + " tombstones (delete.retention.ms, %d s): rows that were deleted since may"
                                            + " remain in PostgreSQL. Begin the pipeline from nothing; or set the"
                                            + " partition's offset to %d again to go on, and compare the table (the sink's"
                                            + " README, \"Away for too long\")")
                                    .formatted(
                                            partition.topic(),
                                            partition.partition(),
                                            last.at().truncatedTo(ChronoUnit.SECONDS),
                                            life.toSeconds(),
                                            next));
                });
    }

    /**
     * Checks a record that is not applied. A record before the expected offset has no other cause than a topic that was
     * created again or lost its end: Connect rewinds a partition by itself only after a failed {@code preCommit} or a
     * {@code RetriableException}, and the task has neither.
     *
     * @param next the offset to read next of the record's partition; empty if it is not known yet
     * @throws ConnectException if the record is of another log than the one read before
     */
    public void require(SinkRecord record, OptionalLong next) {
        if (next.isPresent()) {
            throw lost(
                    new TopicPartition(record.originalTopic(), record.originalKafkaPartition()),
                    next.getAsLong(),
                    "offset " + record.originalKafkaOffset()
                            + " came, so it was deleted and created again, or has lost its end");
        }
    }

    private ConnectException lost(TopicPartition partition, long next, String what) {
        return new ConnectException(
                ("Topic %s, partition %d is not the one that has been read up to offset %d: %s. Begin the pipeline from"
                                + " nothing; a connector that is used by itself reads the topic from its beginning once"
                                + " the offsets of %s are set to 0 (the sink's README, \"Offsets\")")
                        .formatted(partition.topic(), partition.partition(), next, what, connector));
    }
}
