package io.sluice.core.wire;

import io.sluice.core.model.TargetColumn;
import io.sluice.core.model.TargetTable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Encodes the keys of one table's records: a JSON object with the key's columns in the order of their names, in one
 * canonical form. Equal keys have equal bytes, whatever the types of the columns were widened to and whatever a registry
 * calls their schema; compaction and partitioning rely on that. Not thread-safe, since its buffer is used again and again.
 */
public final class KeyEncoder {

    private final StringBuilder json = new StringBuilder();
    private final List<TargetColumn> columns;
    private final int[] indexes;
    private final String[] names;
    private final KeyValueWriter[] writers;

    public KeyEncoder(TargetTable table) {
        this.columns = columns(table);
        this.indexes = columns.stream().mapToInt(table.columns()::indexOf).toArray();
        this.names = columns.stream().map(column -> name(column.name())).toArray(String[]::new);
        this.writers =
                columns.stream().map(column -> KeyValueWriter.of(column.type())).toArray(KeyValueWriter[]::new);
    }

    /** The columns of a table's key in the order in which its records have them. */
    static List<TargetColumn> columns(TargetTable table) {
        return Arrays.stream(table.keyIndexes())
                .mapToObj(table.columns()::get)
                .sorted(Comparator.comparing(TargetColumn::name))
                .toList();
    }

    private static String name(String column) {
        StringBuilder text = new StringBuilder();
        JsonLiterals.append(column, text);
        return text.append(':').toString();
    }

    /** The key of what concerns a whole table and no row of it. */
    public static byte[] ofNoRow() {
        return new byte[] {'{', '}'};
    }

    /**
     * The key of a row, of which only the key columns need be set; null for a keyless table.
     *
     * @throws io.sluice.core.type.UnmappableValueException if a key column is NULL
     */
    public byte[] key(Object[] row) {
        if (indexes.length == 0) {
            return null;
        }
        json.setLength(0);
        for (int i = 0; i < indexes.length; i++) {
            json.append(i == 0 ? '{' : ',').append(names[i]);
            writers[i].write(
                    ColumnWriter.required(row[indexes[i]], columns.get(i).name()), json);
        }
        return json.append('}').toString().getBytes(StandardCharsets.UTF_8);
    }
}
