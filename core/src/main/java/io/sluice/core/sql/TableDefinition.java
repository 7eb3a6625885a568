package io.sluice.core.sql;

import io.sluice.core.model.TableId;
import io.sluice.core.model.TargetTable;
import java.util.List;

/** A table with everything that has to be created for it. */
public record TableDefinition(
        TableId id,
        List<ColumnDefinition> columns,
        Key key,
        String comment,
        List<IndexDefinition> indexes,
        List<ForeignKeyDefinition> foreignKeys) {

    /** The constraint by which rows are found when they change. */
    public sealed interface Key {

        record Primary(String name, List<String> columns) implements Key {
            public Primary {
                columns = List.copyOf(columns);
            }
        }

        /** A unique constraint in the primary key's place, for a table that has none. */
        record Unique(String name, List<String> columns) implements Key {
            public Unique {
                columns = List.copyOf(columns);
            }
        }

        record None() implements Key {}
    }

    public TableDefinition {
        columns = List.copyOf(columns);
        indexes = List.copyOf(indexes);
        foreignKeys = List.copyOf(foreignKeys);
    }

    /** A table of which only what a row change says is known: its key becomes the primary key. */
    public static TableDefinition plain(TargetTable table) {
        List<ColumnDefinition> columns =
                table.columns().stream().map(ColumnDefinition::plain).toList();
        Key key = table.keyless()
                ? new Key.None()
                : new Key.Primary(Identifiers.fitted(table.id().table() + "_pkey"), table.key());
        return new TableDefinition(table.id(), columns, key, "", List.of(), List.of());
    }

    public TableDefinition withForeignKeys(List<ForeignKeyDefinition> keys) {
        return new TableDefinition(id, columns, key, comment, indexes, keys);
    }
}
