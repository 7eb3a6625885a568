package io.sluice.core.sequence;

import io.sluice.core.name.TableId;
import java.nio.charset.StandardCharsets;

/** An integer column of a key, by its names in PostgreSQL; a sequence may own it. */
public record KeyColumn(TableId table, String column) {

    /** No database allows this character in a name. */
    private static final String SEPARATOR = "\0";

    /** The column as the key of a record. */
    public byte[] bytes() {
        return String.join(SEPARATOR, table.schema(), table.table(), column).getBytes(StandardCharsets.UTF_8);
    }

    /** Reads what {@link #bytes} writes. */
    public static KeyColumn parse(byte[] bytes) {
        String[] parts = new String(bytes, StandardCharsets.UTF_8).split(SEPARATOR, -1);
        return new KeyColumn(new TableId(parts[0], parts[1]), parts[2]);
    }
}
