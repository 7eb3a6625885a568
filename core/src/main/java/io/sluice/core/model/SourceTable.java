package io.sluice.core.model;

import io.sluice.core.name.TableId;
import java.util.List;

/**
 * A MySQL table at one schema version.
 *
 * @param key names of the columns that identify a row: the primary key, or the unique key that Debezium takes in its
 *     place; empty for a keyless table
 */
public record SourceTable(TableId id, List<SourceColumn> columns, List<String> key) {

    public SourceTable {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        for (String name : key) {
            if (columns.stream().noneMatch(column -> column.name().equals(name))) {
                throw new IllegalArgumentException("table " + id + " has no column '" + name + "' for its key");
            }
        }
    }

    public List<String> columnNames() {
        return columns.stream().map(SourceColumn::name).toList();
    }

    public boolean keyless() {
        return key.isEmpty();
    }
}
