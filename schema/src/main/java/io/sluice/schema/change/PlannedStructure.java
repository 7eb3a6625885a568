package io.sluice.schema.change;

import io.sluice.core.ddl.ColumnStructure;
import io.sluice.core.ddl.TableStructure;
import io.sluice.core.sql.ColumnDefinition;
import io.sluice.core.sql.TableDefinition;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A structure of MySQL and what it is in PostgreSQL; columns are in one order in all three.
 *
 * @param filled the same definition, with what rows of before a column get in it as its default
 */
record PlannedStructure(TableStructure structure, TableDefinition definition, TableDefinition filled) {

    /** A column of it. */
    record PlannedColumn(ColumnStructure source, ColumnDefinition target, ColumnDefinition filled) {
        String name() {
            return target.column().name();
        }
    }

    int size() {
        return structure.columns().size();
    }

    PlannedColumn column(int index) {
        return new PlannedColumn(
                structure.columns().get(index),
                definition.columns().get(index),
                filled.columns().get(index));
    }

    /** Of its columns in PostgreSQL, in order. */
    Set<String> names() {
        return definition.columns().stream()
                .map(column -> column.column().name())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** @param name in MySQL */
    Optional<PlannedColumn> column(String name) {
        for (int i = 0; i < size(); i++) {
            if (structure.columns().get(i).name().equals(name)) {
                return Optional.of(column(i));
            }
        }
        return Optional.empty();
    }
}
