package io.sluice.schema.catalog;

import io.sluice.core.model.SourceColumn;
import io.sluice.core.model.SourceTable;
import io.sluice.core.name.TableId;
import java.util.List;
import java.util.Optional;

/**
 * A MySQL table with everything that its catalogue knows of it.
 *
 * @param key the primary key, or the unique key that Debezium takes in its place, if there is either
 */
public record CatalogTable(
        TableFacts facts,
        List<CatalogColumn> columns,
        Optional<CatalogIndex> key,
        List<CatalogIndex> indexes,
        List<CatalogForeignKey> foreignKeys,
        List<CatalogCheck> checks,
        Optional<CatalogPartitioning> partitioning) {

    public CatalogTable {
        columns = List.copyOf(columns);
        indexes = List.copyOf(indexes);
        foreignKeys = List.copyOf(foreignKeys);
        checks = List.copyOf(checks);
    }

    public TableId id() {
        return facts.id();
    }

    /** The table as a mapping needs it. */
    public SourceTable source() {
        List<SourceColumn> sourceColumns =
                columns.stream().map(CatalogColumn::column).toList();
        return new SourceTable(
                id(), sourceColumns, key.flatMap(CatalogIndex::columns).orElse(List.of()));
    }

    /** @throws IllegalArgumentException if there is no column of this name */
    public CatalogColumn column(String name) {
        return columns.stream()
                .filter(column -> column.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("table " + id() + " has no column '" + name + "'"));
    }
}
