package io.sluice.connect.mysql;

import io.debezium.data.Envelope.FieldName;
import io.debezium.pipeline.DataChangeEvent;
import io.sluice.core.wire.RecordLimit;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.Headers;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Makes change events fit into a record before they wait in Debezium's queue. A producer that is given a larger one fails,
 * and with it the source for good.
 *
 * <p>If both images of an update do not fit, the one before the change loses its large values: of a table with a key nobody
 * needs more than its key. If a row does not fit even so, the event loses both images, and the transformer makes a dead
 * letter of it. Thread-safe.
 */
final class FittingEvents {

    /** A key is far smaller: MySQL's have up to 3,072 bytes. */
    private static final int SMALL_BYTES_MAX = 8 << 10;

    private final long valueBytesMax;

    FittingEvents(RecordLimit limit) {
        this.valueBytesMax = limit.valueBytes();
    }

    /** The event of a record of the stream. */
    @SuppressWarnings("ReferenceEquality") // the same envelope, not an equal one
    DataChangeEvent of(SourceRecord record) {
        if (!(record.value() instanceof Struct envelope) || !hasImages(envelope)) {
            return new DataChangeEvent(record);
        }
        Struct fitting = fitting(record.key(), envelope, record.headers());
        return new SizedEvent(
                fitting == envelope ? record : with(record, fitting),
                ValueBytes.inMemory(fitting.getStruct(FieldName.BEFORE))
                        + ValueBytes.inMemory(fitting.getStruct(FieldName.AFTER)));
    }

    /**
     * The envelope itself, or one with less in it.
     *
     * @param key null for a table without a key
     * @param headers get one that says what has been left out
     */
    Struct fitting(Object key, Struct envelope, Headers headers) {
        if (!hasImages(envelope)) {
            return envelope;
        }
        Struct before = envelope.getStruct(FieldName.BEFORE);
        Struct after = envelope.getStruct(FieldName.AFTER);
        if (fits(before, after)) {
            return envelope;
        }
        String bytes = Long.toString(ValueBytes.sent(before) + ValueBytes.sent(after));
        Struct shortened = key == null ? before : shortened(before);
        if (fits(shortened, after)) {
            headers.addString(io.sluice.core.wire.Headers.SHORTENED_BEFORE, bytes);
            return with(envelope, shortened, after);
        }
        headers.addString(io.sluice.core.wire.Headers.ORIGINAL_BYTES, bytes);
        return with(envelope, null, null);
    }

    private static boolean hasImages(Struct envelope) {
        return envelope.schema().field(FieldName.BEFORE) != null
                && envelope.schema().field(FieldName.AFTER) != null;
    }

    private boolean fits(Struct before, Struct after) {
        return ValueBytes.sentAtMost(before) + ValueBytes.sentAtMost(after) <= valueBytesMax
                || ValueBytes.sent(before) + ValueBytes.sent(after) <= valueBytesMax;
    }

    private static SourceRecord with(SourceRecord record, Struct value) {
        return record.newRecord(
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                record.key(),
                record.valueSchema(),
                value,
                record.timestamp(),
                record.headers());
    }

    private static Struct with(Struct envelope, Struct before, Struct after) {
        Struct value = new Struct(envelope.schema());
        for (Field field : envelope.schema().fields()) {
            value.put(
                    field,
                    switch (field.name()) {
                        case FieldName.BEFORE -> before;
                        case FieldName.AFTER -> after;
                        default -> envelope.getWithoutDefault(field.name());
                    });
        }
        return value;
    }

    private static Struct shortened(Struct row) {
        if (row == null) {
            return null;
        }
        Struct shortened = new Struct(row.schema());
        for (Field field : row.schema().fields()) {
            Object value = row.getWithoutDefault(field.name());
            boolean small = ValueBytes.sentAtMost(value) <= SMALL_BYTES_MAX;
            shortened.put(field, small ? value : nothing(field.schema()));
        }
        return shortened;
    }

    /** NULL where the column takes it. Only texts and byte strings are large. */
    private static Object nothing(Schema schema) {
        if (schema.isOptional()) {
            return null;
        }
        return schema.type() == Schema.Type.STRING ? "" : new byte[0];
    }
}
