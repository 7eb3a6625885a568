package io.sluice.transformer.sequence;

import io.sluice.core.name.TableId;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** An integer column of a key, by its names in PostgreSQL; a sequence may own it. */
public record KeyColumn(TableId table, String column) {

    /** No database allows this character in a name. */
    private static final String SEPARATOR = "\0";

    public static Serde<KeyColumn> serde() {
        return Serdes.serdeFrom((topic, column) -> bytes(column), (topic, bytes) -> parse(bytes));
    }

    private static byte[] bytes(KeyColumn column) {
        return column == null
                ? null
                : String.join(SEPARATOR, column.table.schema(), column.table.table(), column.column)
                        .getBytes(StandardCharsets.UTF_8);
    }

    private static KeyColumn parse(byte[] bytes) {
        if (bytes == null) {
            return null;
        }
        String[] parts = new String(bytes, StandardCharsets.UTF_8).split(SEPARATOR, -1);
        return new KeyColumn(new TableId(parts[0], parts[1]), parts[2]);
    }
}
