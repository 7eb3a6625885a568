package io.sluice.transformer.deadletter;

import io.sluice.core.model.SourcePosition;
import io.sluice.core.type.UnmappableValueException;
import io.sluice.core.type.UnmappableValueException.Consequence;
import io.sluice.core.wire.Headers;
import io.sluice.transformer.flood.FloodException;
import io.sluice.transformer.flood.LetterLimit;
import io.sluice.transformer.metrics.TaskMetrics;
import io.sluice.transformer.topic.OutputRecord;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Makes dead letters: the original value byte for byte under the key {@code topic:partition:offset}, with reason,
 * origin and original key as headers.
 */
public final class DeadLetterRecords {

    private static final String STAGE = "transformer";

    private final String topic;
    private final OnError onError;
    private final LetterLimit limit;
    private final TaskMetrics metrics;

    public DeadLetterRecords(String topic, OnError onError, LetterLimit limit, TaskMetrics metrics) {
        this.topic = topic;
        this.onError = onError;
        this.limit = limit;
        this.metrics = metrics;
    }

    /**
     * The dead letter of a record.
     *
     * @param position the record's position in MySQL's log, if it could be read
     * @throws StoppedAtRecordException if the pipeline has to stop instead
     * @throws FloodException if the table has to stop instead
     */
    public OutputRecord of(
            Record<byte[], byte[]> record,
            RecordMetadata origin,
            Optional<SourcePosition> position,
            RuntimeException reason) {
        String place = origin.topic() + ":" + origin.partition() + ":" + origin.offset();
        if (onError == OnError.FAIL || stops(reason)) {
            throw new StoppedAtRecordException(
                    "The transformer stopped at the record " + place + " (" + describe(reason)
                            + "); correct the cause and start again, or let such records become dead letters.",
                    reason);
        }
        TopicPartition table = new TopicPartition(origin.topic(), origin.partition());
        limit.admit(table, record.timestamp(), describe(reason), reason);
        metrics.deadLetter();
        RecordHeaders headers = new RecordHeaders();
        add(headers, Headers.REASON, describe(reason));
        add(headers, Headers.STAGE, STAGE);
        add(headers, Headers.SOURCE_TOPIC, origin.topic());
        add(headers, Headers.SOURCE_PARTITION, Integer.toString(origin.partition()));
        add(headers, Headers.SOURCE_OFFSET, Long.toString(origin.offset()));
        position.ifPresent(known -> add(headers, Headers.POSITION, known.toString()));
        if (record.key() != null) {
            headers.add(Headers.SOURCE_KEY, record.key());
        }
        byte[] key = place.getBytes(StandardCharsets.UTF_8);
        return new OutputRecord(new OutputRecord.Address(topic, 0, key), record.value(), headers);
    }

    /** A policy may be stricter about a value than the pipeline is about errors. */
    private static boolean stops(RuntimeException reason) {
        return reason instanceof UnmappableValueException value && value.consequence() == Consequence.STOP;
    }

    private static String describe(RuntimeException reason) {
        return reason.getMessage() == null ? reason.getClass().getSimpleName() : reason.getMessage();
    }

    private static void add(RecordHeaders headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
