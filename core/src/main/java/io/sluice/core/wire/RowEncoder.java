package io.sluice.core.wire;

import io.sluice.core.model.TargetTable;
import java.io.IOException;
import org.apache.avro.io.Encoder;

/**
 * Encodes the rows of one table at one schema version for its output topic: the key as JSON, the value as Avro with the
 * {@link RowSchemas} of that table. Not thread-safe, since its buffers are used again and again.
 */
public final class RowEncoder {

    private final AvroBuffer buffer = new AvroBuffer();
    private final KeyEncoder key;
    private final byte[] valueHeader;
    private final ColumnWriter[] writers;

    /** @param valueSchemaId what the registry calls the value's schema */
    public RowEncoder(TargetTable table, int valueSchemaId) {
        this.key = new KeyEncoder(table);
        this.valueHeader = WireFormat.header(valueSchemaId);
        this.writers = table.columns().stream().map(ColumnWriter::of).toArray(ColumnWriter[]::new);
    }

    /** As {@link KeyEncoder#key} has it. */
    public byte[] key(Object[] row) {
        return key.key(row);
    }

    /** @throws io.sluice.core.type.UnmappableValueException if a column that is NOT NULL is NULL */
    public byte[] value(Object[] row) {
        return buffer.record(valueHeader, out -> writeRow(row, out));
    }

    private void writeRow(Object[] row, Encoder out) throws IOException {
        for (int i = 0; i < writers.length; i++) {
            writers[i].write(row[i], out);
        }
    }
}
