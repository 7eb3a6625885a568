package io.sluice.sink;

import java.util.OptionalLong;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Detects that a topic was deleted and created again, or has lost its end. The target's offsets then mean nothing:
 * Kafka has no record at them, and reads from the log's beginning. Without this check the new records would be taken
 * for repeated ones, and dropped until the new log is as long as the old one. A new log that is as long already when it
 * is first read cannot be told from the old one.
 *
 * <p>A record before the expected offset has no other cause: Connect rewinds a partition by itself only after a failed
 * {@code preCommit} or a {@code RetriableException}, and the task has neither.
 */
record LogContinuity(String connector) {

    /**
     * Checks a record that is not applied.
     *
     * @param next the offset to read next of the record's partition; empty if it is not known yet
     * @throws ConnectException if the record is of another log than the one read before
     */
    void require(SinkRecord record, OptionalLong next) {
        if (next.isPresent()) {
            throw new ConnectException(
                    ("Topic %s, partition %d is not the one that has been read up to offset %d: offset %d came,"
                                    + " so it was deleted and created again, or has lost its end. To read it from its"
                                    + " beginning, stop the connector, PATCH /connectors/%s/offsets with {\"offsets\":"
                                    + " [{\"partition\": {\"kafka_topic\": \"%s\", \"kafka_partition\": %d}, \"offset\":"
                                    + " {\"kafka_offset\": 0}}]}, and resume it; DELETE instead of PATCH begins anew with"
                                    + " all its topics")
                            .formatted(
                                    record.originalTopic(),
                                    record.originalKafkaPartition(),
                                    next.getAsLong(),
                                    record.originalKafkaOffset(),
                                    connector,
                                    record.originalTopic(),
                                    record.originalKafkaPartition()));
        }
    }
}
