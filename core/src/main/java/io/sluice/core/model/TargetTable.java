package io.sluice.core.model;

import io.sluice.core.name.TableId;
import java.util.List;

/**
 * A PostgreSQL table at one schema version.
 *
 * @param key names of the columns that identify a row, in key order; empty for a keyless table
 */
public record TargetTable(TableId id, List<TargetColumn> columns, List<String> key) {

    public TargetTable {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        for (String name : key) {
            indexOf(columns, name, id);
        }
    }

    public boolean keyless() {
        return key.isEmpty();
    }

    /** The positions of the key columns among the columns, in key order. */
    public int[] keyIndexes() {
        return key.stream().mapToInt(name -> indexOf(columns, name, id)).toArray();
    }

    private static int indexOf(List<TargetColumn> columns, String name, TableId id) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name)) {
                return i;
            }
        }
        throw new IllegalArgumentException("table " + id + " has no column '" + name + "' for its key");
    }
}
