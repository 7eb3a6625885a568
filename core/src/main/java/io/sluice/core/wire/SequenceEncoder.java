package io.sluice.core.wire;

import io.sluice.core.name.TableId;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;

/** Encodes the records of the sequences topic. Not thread-safe. */
public final class SequenceEncoder {

    /** The column that owns a sequence, by its names in PostgreSQL. */
    public static final Schema KEY = SchemaBuilder.record("Key")
            .namespace("io.sluice.sequences")
            .fields()
            .requiredString("schema")
            .requiredString("table")
            .requiredString("column")
            .endRecord();

    /** The highest value seen on MySQL, and up to where values are kept free for MySQL. */
    public static final Schema VALUE = SchemaBuilder.record("Value")
            .namespace("io.sluice.sequences")
            .fields()
            .requiredLong("high_water_mark")
            .requiredLong("reserved")
            .endRecord();

    private final AvroBuffer buffer = new AvroBuffer();
    private final byte[] keyHeader;
    private final byte[] valueHeader;

    public SequenceEncoder(int keySchemaId, int valueSchemaId) {
        this.keyHeader = WireFormat.header(keySchemaId);
        this.valueHeader = WireFormat.header(valueSchemaId);
    }

    public byte[] key(TableId table, String column) {
        return buffer.record(keyHeader, out -> {
            out.writeString(table.schema());
            out.writeString(table.table());
            out.writeString(column);
        });
    }

    public byte[] value(long highWaterMark, long reserved) {
        return buffer.record(valueHeader, out -> {
            out.writeLong(highWaterMark);
            out.writeLong(reserved);
        });
    }
}
