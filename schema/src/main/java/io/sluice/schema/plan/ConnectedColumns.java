package io.sluice.schema.plan;

import io.sluice.core.name.TableId;
import io.sluice.schema.catalog.CatalogForeignKey;
import io.sluice.schema.catalog.SourceCatalog;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The columns that foreign keys connect: both sides of a foreign key need the same type. */
final class ConnectedColumns {

    /** A column by its name in MySQL. */
    record Column(TableId table, String name) {}

    private final Map<Column, Set<Column>> neighbours = new HashMap<>();

    ConnectedColumns(SourceCatalog catalog) {
        catalog.tables().forEach(table -> table.foreignKeys().forEach(key -> connect(table.id(), key)));
    }

    /** The column itself and all that are connected to it, directly or through others. */
    Set<Column> around(Column start) {
        Set<Column> reached = new LinkedHashSet<>();
        Deque<Column> open = new ArrayDeque<>(Set.of(start));
        while (!open.isEmpty()) {
            Column column = open.remove();
            if (reached.add(column)) {
                open.addAll(neighbours.getOrDefault(column, Set.of()));
            }
        }
        return reached;
    }

    private void connect(TableId table, CatalogForeignKey key) {
        for (int i = 0; i < key.columns().size(); i++) {
            Column from = new Column(table, key.columns().get(i));
            Column to = new Column(key.referenced(), key.referencedColumns().get(i));
            neighbours.computeIfAbsent(from, column -> new LinkedHashSet<>()).add(to);
            neighbours.computeIfAbsent(to, column -> new LinkedHashSet<>()).add(from);
        }
    }
}
