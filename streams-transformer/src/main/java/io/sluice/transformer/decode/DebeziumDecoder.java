package io.sluice.transformer.decode;

import io.sluice.core.model.ChangeEvent;
import io.sluice.core.name.TableId;
import io.sluice.core.wire.WireFormat;
import java.io.IOException;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/**
 * Reads the records of one envelope schema directly from their bytes. The use of each field is decided when the schema
 * is first seen, so that a record needs no lookups. Not thread-safe: decoder and envelope are reused.
 */
public final class DebeziumDecoder {

    /** A decoder refers to the record that it has read last. */
    private static final int KEPT_BYTES_MAX = 1 << 20;

    private final Schema row;
    private final EnvelopeField[] fields;
    private final Envelope envelope = new Envelope();
    private BinaryDecoder decoder;

    private DebeziumDecoder(Schema row, EnvelopeField[] fields) {
        this.row = row;
        this.fields = fields;
    }

    /** @throws UndecodableRecordException if this is not the schema of a Debezium envelope */
    public static DebeziumDecoder compile(Schema schema) {
        Schema.Field after = schema.getType() == Schema.Type.RECORD ? schema.getField("after") : null;
        if (after == null || schema.getField("source") == null || schema.getField("op") == null) {
            throw new UndecodableRecordException("the value is no Debezium envelope but " + schema.getFullName());
        }
        EnvelopeField[] fields =
                schema.getFields().stream().map(EnvelopeField::of).toArray(EnvelopeField[]::new);
        return new DebeziumDecoder(ConnectSchema.notNull(after.schema()), fields);
    }

    /** The schema of the row images. */
    public Schema row() {
        return row;
    }

    /**
     * @param record with the header of the wire format
     * @throws UndecodableRecordException if the bytes are not what the schema says, or not what Debezium writes
     */
    public DecodedRecord decode(byte[] record) {
        read(record);
        try {
            return decoded();
        } finally {
            // Each table has a decoder, and it must not keep the table's last row.
            envelope.clear();
        }
    }

    /**
     * Where a record comes from, whatever has become of its row.
     *
     * @param record with the header of the wire format
     * @throws UndecodableRecordException if the bytes are not what the schema says, or not what Debezium writes
     */
    public ChangeEvent.Origin origin(byte[] record) {
        read(record);
        return envelope.origin();
    }

    /**
     * The table that a record is about, whatever has become of its row.
     *
     * @param record with the header of the wire format
     * @throws UndecodableRecordException if the bytes are not what the schema says, or not what Debezium writes
     */
    public TableId table(byte[] record) {
        read(record);
        return table();
    }

    private TableId table() {
        return new TableId(required(envelope.database, "source.db"), required(envelope.table, "source.table"));
    }

    private void read(byte[] record) {
        envelope.clear();
        try {
            decoder = DecoderFactory.get()
                    .binaryDecoder(record, WireFormat.HEADER_BYTES, record.length - WireFormat.HEADER_BYTES, decoder);
            for (EnvelopeField field : fields) {
                field.read(decoder, envelope);
            }
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
            throw new UndecodableRecordException("the bytes do not fit their schema: " + e, e);
        } finally {
            if (record.length > KEPT_BYTES_MAX) {
                decoder = null;
            }
        }
    }

    private DecodedRecord decoded() {
        ChangeEvent event = event(envelope.origin());
        return new DecodedRecord(table(), event);
    }

    private ChangeEvent event(ChangeEvent.Origin origin) {
        return switch (required(envelope.operation, "op")) {
            case "c" -> new ChangeEvent.Insert(origin, required(envelope.after, "after"));
            case "u" ->
                new ChangeEvent.Update(origin, required(envelope.before, "before"), required(envelope.after, "after"));
            case "d" -> new ChangeEvent.Delete(origin, required(envelope.before, "before"));
            case "t" -> new ChangeEvent.Truncate(origin);
            default -> throw new UndecodableRecordException("unknown operation '" + envelope.operation + "'");
        };
    }

    static <T> T required(T value, String field) {
        if (value == null) {
            throw new UndecodableRecordException("the envelope lacks '" + field + "'"
                    + (field.equals("before") ? "; MySQL needs binlog_row_image=FULL" : ""));
        }
        return value;
    }
}
