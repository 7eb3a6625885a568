package io.sluice.core.sql;

import io.sluice.core.model.TargetTable;
import io.sluice.core.name.Identifiers;
import io.sluice.core.name.TableId;
import java.util.List;
import java.util.Optional;

/** A table with everything that has to be created for it. */
public record TableDefinition(
        TableId id,
        List<ColumnDefinition> columns,
        Key key,
        Optional<Partitioning> partitioning,
        String comment,
        List<IndexDefinition> indexes,
        List<CheckDefinition> checks,
        List<UpdateTrigger> triggers,
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
        checks = List.copyOf(checks);
        triggers = List.copyOf(triggers);
        foreignKeys = List.copyOf(foreignKeys);
    }

    /** A table with columns and a key, and nothing else. */
    public static TableDefinition of(TableId id, List<ColumnDefinition> columns, Key key) {
        return new TableDefinition(id, columns, key, Optional.empty(), "", List.of(), List.of(), List.of(), List.of());
    }

    /** A table of which only what a row change says is known: its key becomes the primary key. */
    public static TableDefinition plain(TargetTable table) {
        List<ColumnDefinition> columns =
                table.columns().stream().map(ColumnDefinition::plain).toList();
        Key key = table.keyless()
                ? new Key.None()
                : new Key.Primary(Identifiers.fitted(table.id().table() + "_pkey"), table.key());
        return of(table.id(), columns, key);
    }

    /** The same table by another name. */
    public TableDefinition named(TableId other) {
        return new TableDefinition(other, columns, key, partitioning, comment, indexes, checks, triggers, foreignKeys);
    }

    public TableDefinition withIndexes(List<IndexDefinition> others) {
        return new TableDefinition(id, columns, key, partitioning, comment, others, checks, triggers, foreignKeys);
    }

    public TableDefinition withForeignKeys(List<ForeignKeyDefinition> others) {
        return new TableDefinition(id, columns, key, partitioning, comment, indexes, checks, triggers, others);
    }
}
