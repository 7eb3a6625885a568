package io.sluice.transformer.decode;

import io.sluice.core.wire.WireFormat;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/** Reads the keys of one schema. Immutable and thread-safe. */
public final class KeyDecoder {

    private final List<String> columns;
    private final AvroReader reader;

    /** @throws UndecodableRecordException if this is not the schema of a record */
    public KeyDecoder(Schema schema) {
        if (schema.getType() != Schema.Type.RECORD) {
            throw new UndecodableRecordException("the key is no record but " + schema.getFullName());
        }
        this.columns = schema.getFields().stream().map(ConnectSchema::name).toList();
        this.reader = AvroReader.row(schema);
    }

    /**
     * The values of a key by the names of their columns in MySQL, as Debezium encoded them.
     *
     * @param key with the header of the wire format
     * @throws UndecodableRecordException if the bytes are not what the schema says
     */
    public Map<String, Object> decode(byte[] key) {
        try {
            BinaryDecoder in = DecoderFactory.get()
                    .binaryDecoder(key, WireFormat.HEADER_BYTES, key.length - WireFormat.HEADER_BYTES, null);
            Object[] row = (Object[]) reader.read(in);
            Map<String, Object> values = new HashMap<>();
            for (int i = 0; i < row.length; i++) {
                values.put(columns.get(i), row[i]);
            }
            return values;
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
            throw new UndecodableRecordException("the bytes of the key do not fit their schema: " + e, e);
        }
    }
}
