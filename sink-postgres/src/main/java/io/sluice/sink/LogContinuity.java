package io.sluice.sink;

import java.util.OptionalLong;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * Finds out that a topic's log is no longer the one that the target's offsets are of: it was deleted and created again,
 * or has lost its end. Kafka then has no record at the offset asked for and starts from the log's beginning; taken for
 * deliveries of old records, the new log's would be dropped until it is as long as the old one was. A new log that is
 * as long already when it is first read cannot be told from the old one.
 *
 * <p>Nothing else brings a record a second time once its partition has been rewound to the target's offset: Connect goes
 * back by itself only after a failed {@code preCommit} or a {@code RetriableException}, and the task has neither.
 */
record LogContinuity(String connector) {

    /**
     * Takes a record that is not to be applied.
     *
     * @param next what is to be read next of the record's partition; empty if that is not known yet
     * @throws ConnectException if it cannot be of the log that was read before
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
