package io.sluice.core.ddl;

import java.util.List;
import java.util.Optional;

/**
 * The structure of a MySQL table before or after a DDL statement.
 *
 * @param columns in MySQL's order
 * @param key names of the columns that identify a row: the primary key, or the unique key that Debezium takes in its
 *     place; empty for a table without a key
 * @param comment empty if it is not known
 */
public record TableStructure(List<ColumnStructure> columns, List<String> key, Optional<String> comment) {

    public TableStructure {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
        for (String name : key) {
            if (columns.stream().noneMatch(column -> column.name().equals(name))) {
                throw new IllegalArgumentException("no column '" + name + "' for the key");
            }
        }
    }
}
