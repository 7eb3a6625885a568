package io.sluice.transformer.deadletter;

import io.sluice.core.letter.ReasonClass;
import io.sluice.core.model.SourcePosition;
import io.sluice.core.type.UnmappableValueException;
import io.sluice.core.type.UnmappableValueException.Consequence;
import io.sluice.core.wire.Headers;
import io.sluice.core.wire.RecordLimit;
import io.sluice.transformer.decode.UndecodableRecordException;
import io.sluice.transformer.flood.FloodException;
import io.sluice.transformer.flood.LetterLimit;
import io.sluice.transformer.metrics.TaskMetrics;
import io.sluice.transformer.topic.OutputRecord;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Makes dead letters: the original value byte for byte under the key {@code topic:partition:offset}, with reason,
 * origin and original key as headers. Of a value for which a record has no room only the beginning is kept.
 */
public final class DeadLetterRecords {

    private static final String STAGE = "transformer";

    /** A reason may quote a value. */
    private static final int REASON_CHARACTERS_MAX = 4_000;

    private final String topic;
    private final RecordLimit recordLimit;
    private final OnError onError;
    private final LetterLimit limit;
    private final TaskMetrics metrics;

    public DeadLetterRecords(
            String topic, RecordLimit recordLimit, OnError onError, LetterLimit limit, TaskMetrics metrics) {
        this.topic = topic;
        this.recordLimit = recordLimit;
        this.onError = onError;
        this.limit = limit;
        this.metrics = metrics;
    }

    /**
     * The dead letter of a record.
     *
     * @param position the record's position in MySQL's log, if it could be read
     * @param rowKey the key of its row on the output topic, if it could be read and mapped
     * @throws StoppedAtRecordException if the pipeline has to stop instead
     * @throws FloodException if the table has to stop instead
     */
    public OutputRecord of(
            Record<byte[], byte[]> record,
            RecordMetadata origin,
            Optional<SourcePosition> position,
            Optional<byte[]> rowKey,
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
        add(headers, Headers.REASON_CLASS, kind(reason).name());
        add(headers, Headers.STAGE, STAGE);
        add(headers, Headers.SOURCE_TOPIC, origin.topic());
        add(headers, Headers.SOURCE_PARTITION, Integer.toString(origin.partition()));
        add(headers, Headers.SOURCE_OFFSET, Long.toString(origin.offset()));
        position.ifPresent(known -> add(headers, Headers.POSITION, known.toString()));
        rowKey.ifPresent(known -> headers.add(Headers.ROW_KEY, known));
        if (record.key() != null) {
            headers.add(Headers.SOURCE_KEY, record.key());
        }
        Header leftOut = record.headers().lastHeader(Headers.ORIGINAL_BYTES);
        if (leftOut != null) {
            headers.add(leftOut);
        }
        byte[] key = place.getBytes(StandardCharsets.UTF_8);
        return new OutputRecord(new OutputRecord.Address(topic, 0, key), fitting(record, headers), headers);
    }

    /** The largest records are dead letters of records that were as large as may be, since their headers come on top. */
    private byte[] fitting(Record<byte[], byte[]> record, RecordHeaders headers) {
        byte[] value = record.value();
        Header rowKey = headers.lastHeader(Headers.ROW_KEY);
        int room = recordLimit.keyAndValueBytes()
                - (record.key() == null ? 0 : record.key().length)
                - (rowKey == null ? 0 : rowKey.value().length);
        if (value == null || value.length <= room) {
            return value;
        }
        add(headers, Headers.ORIGINAL_BYTES, Integer.toString(value.length));
        return Arrays.copyOf(value, room);
    }

    /** A policy may be stricter about a value than the pipeline is about errors. */
    private static boolean stops(RuntimeException reason) {
        return reason instanceof UnmappableValueException value && value.consequence() == Consequence.STOP;
    }

    private static ReasonClass kind(RuntimeException reason) {
        if (reason instanceof UndecodableRecordException undecodable) {
            return undecodable.kind();
        }
        return reason instanceof UnmappableValueException ? ReasonClass.VALUE_UNMAPPABLE : ReasonClass.OTHER;
    }

    private static String describe(RuntimeException reason) {
        String text = reason.getMessage() == null ? reason.getClass().getSimpleName() : reason.getMessage();
        return text.length() <= REASON_CHARACTERS_MAX ? text : text.substring(0, REASON_CHARACTERS_MAX) + "…";
    }

    private static void add(RecordHeaders headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
