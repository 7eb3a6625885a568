package io.sluice.core.wire;

import io.sluice.core.model.TargetTable;
import java.io.IOException;
import java.util.Arrays;
import org.apache.avro.io.Encoder;

/**
 * Encodes the rows of one table at one schema version for its output topic, with the {@link RowSchemas} of that table.
 * Not thread-safe, since its buffer is used again and again.
 */
public final class RowEncoder {

    private final AvroBuffer buffer = new AvroBuffer();
    private final byte[] keyHeader;
    private final byte[] valueHeader;
    private final int[] keyIndexes;
    private final ColumnWriter[] keyWriters;
    private final ColumnWriter[] writers;

    /**
     * @param keySchemaId what the registry calls the key's schema; not used for a keyless table
     * @param valueSchemaId what the registry calls the value's schema
     */
    public RowEncoder(TargetTable table, int keySchemaId, int valueSchemaId) {
        this.keyHeader = WireFormat.header(keySchemaId);
        this.valueHeader = WireFormat.header(valueSchemaId);
        this.writers = table.columns().stream().map(ColumnWriter::of).toArray(ColumnWriter[]::new);
        this.keyIndexes = table.keyIndexes();
        this.keyWriters =
                Arrays.stream(keyIndexes).mapToObj(index -> writers[index]).toArray(ColumnWriter[]::new);
    }

    /**
     * The key of a row, of which only the key columns need be set; null for a keyless table.
     *
     * @throws io.sluice.core.type.UnmappableValueException if a key column is NULL
     */
    public byte[] key(Object[] row) {
        return keyIndexes.length == 0 ? null : buffer.record(keyHeader, out -> writeKey(row, out));
    }

    /** @throws io.sluice.core.type.UnmappableValueException if a column that is NOT NULL is NULL */
    public byte[] value(Object[] row) {
        return buffer.record(valueHeader, out -> writeRow(row, out));
    }

    private void writeKey(Object[] row, Encoder out) throws IOException {
        for (int i = 0; i < keyIndexes.length; i++) {
            keyWriters[i].write(row[keyIndexes[i]], out);
        }
    }

    private void writeRow(Object[] row, Encoder out) throws IOException {
        for (int i = 0; i < writers.length; i++) {
            writers[i].write(row[i], out);
        }
    }
}
