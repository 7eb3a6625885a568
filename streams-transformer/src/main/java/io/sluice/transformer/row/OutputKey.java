package io.sluice.transformer.row;

import io.sluice.core.mapping.TableMapping;
import io.sluice.core.model.SourceTable;
import io.sluice.core.wire.KeyEncoder;
import io.sluice.transformer.decode.KeyDecoder;
import java.util.Map;
import org.apache.avro.Schema;

/** Translates the keys of raw records into those of their rows on the output topic, even where a row cannot be mapped. */
final class OutputKey {

    private final SourceTable source;
    private final TableMapping mapping;
    private final KeyDecoder decoder;
    private final KeyEncoder encoder;

    /**
     * @param source with a key
     * @param keySchema of the raw records' keys
     */
    OutputKey(SourceTable source, TableMapping mapping, Schema keySchema) {
        this.source = source;
        this.mapping = mapping;
        this.decoder = new KeyDecoder(keySchema);
        this.encoder = new KeyEncoder(mapping.target());
    }

    /**
     * The row's key.
     *
     * @param key with the header of the wire format
     * @throws io.sluice.transformer.decode.UndecodableRecordException if the bytes are not what the schema says
     * @throws io.sluice.core.type.UnmappableValueException if PostgreSQL cannot hold it
     */
    byte[] of(byte[] key) {
        Map<String, Object> values = decoder.decode(key);
        Object[] row = source.columnNames().stream().map(values::get).toArray();
        return encoder.key(mapping.mapKey(row));
    }
}
