package io.sluice.connect.mysql;

import io.debezium.data.Envelope.FieldName;
import io.debezium.pipeline.DataChangeEvent;
import io.sluice.core.wire.Headers;
import io.sluice.core.wire.RecordLimit;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
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

    DataChangeEvent of(SourceRecord record) {
        if (!(record.value() instanceof Struct envelope)
                || envelope.schema().field(FieldName.BEFORE) == null
                || envelope.schema().field(FieldName.AFTER) == null) {
            return new DataChangeEvent(record);
        }
        Struct before = envelope.getStruct(FieldName.BEFORE);
        Struct after = envelope.getStruct(FieldName.AFTER);
        if (fits(before, after)) {
            return sized(record, before, after);
        }
        String bytes = Long.toString(ValueBytes.sent(before) + ValueBytes.sent(after));
        Struct shortened = record.key() == null ? before : shortened(before);
        if (fits(shortened, after)) {
            SourceRecord fitting = with(record, envelope, shortened, after);
            fitting.headers().addString(Headers.SHORTENED_BEFORE, bytes);
            return sized(fitting, shortened, after);
        }
        SourceRecord empty = with(record, envelope, null, null);
        empty.headers().addString(Headers.ORIGINAL_BYTES, bytes);
        return sized(empty, null, null);
    }

    private boolean fits(Struct before, Struct after) {
        return ValueBytes.sentAtMost(before) + ValueBytes.sentAtMost(after) <= valueBytesMax
                || ValueBytes.sent(before) + ValueBytes.sent(after) <= valueBytesMax;
    }

    private static DataChangeEvent sized(SourceRecord record, Struct before, Struct after) {
        return new SizedEvent(record, ValueBytes.inMemory(before) + ValueBytes.inMemory(after));
    }

    private static SourceRecord with(SourceRecord record, Struct envelope, Struct before, Struct after) {
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
        return record.newRecord(
                record.topic(),
                record.kafkaPartition(),
                record.keySchema(),
                record.key(),
                record.valueSchema(),
                value,
                record.timestamp(),
                record.headers().duplicate());
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
