package io.sluice.core.wire;

import io.sluice.core.name.TableId;
import java.nio.charset.StandardCharsets;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;

/** Encodes the records of the sequences topic. Not thread-safe. */
public final class SequenceEncoder {

    /** The highest value seen on MySQL, and up to where values are kept free for MySQL. */
    public static final Schema VALUE = SchemaBuilder.record("Value")
            .namespace("io.sluice.sequences")
            .fields()
            .requiredLong("high_water_mark")
            .requiredLong("reserved")
            .endRecord();

    private final AvroBuffer buffer = new AvroBuffer();
    private final byte[] valueHeader;

    public SequenceEncoder(int valueSchemaId) {
        this.valueHeader = WireFormat.header(valueSchemaId);
    }

    /** The column that owns the sequence, by its names in PostgreSQL: JSON in a canonical form, like the keys of rows. */
    public static byte[] key(TableId table, String column) {
        StringBuilder json = new StringBuilder("{\"column\":");
        JsonLiterals.append(column, json);
        JsonLiterals.append(table.schema(), json.append(",\"schema\":"));
        JsonLiterals.append(table.table(), json.append(",\"table\":"));
        return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }

    public byte[] value(long highWaterMark, long reserved) {
        return buffer.record(valueHeader, out -> {
            out.writeLong(highWaterMark);
            out.writeLong(reserved);
        });
    }
}
