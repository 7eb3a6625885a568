package io.sluice.core.sql;

import io.sluice.core.name.TableId;
import java.util.List;

/** A foreign key of a table to another table, or to itself. */
public record ForeignKeyDefinition(
        String name,
        List<String> columns,
        TableId referenced,
        List<String> referencedColumns,
        Action onUpdate,
        Action onDelete) {

    /** What happens to the referencing rows. */
    public enum Action {
        NO_ACTION,
        RESTRICT,
        CASCADE,
        SET_NULL,
        SET_DEFAULT;

        String sql() {
            return name().replace('_', ' ');
        }
    }

    public ForeignKeyDefinition {
        columns = List.copyOf(columns);
        referencedColumns = List.copyOf(referencedColumns);
        if (columns.isEmpty() || columns.size() != referencedColumns.size()) {
            throw new IllegalArgumentException(
                    "foreign key '" + name + "' pairs " + columns + " with " + referencedColumns);
        }
    }
}
