package io.sluice.schema.catalog;

import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import io.sluice.core.name.TableId;
import io.sluice.core.pipeline.TableSelection;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The tables of a pipeline as MySQL's catalogue describes them, by name; and what else their databases have, as far as
 * MySQL shows it to the user.
 *
 * @param leftOut the selected tables whose engine holds no rows itself, which are not among {@code tables}
 * @param hidden the kinds of routines that it does not show, or not of all databases
 */
public record SourceCatalog(
        List<CatalogTable> tables,
        List<TableFacts> leftOut,
        List<CatalogView> views,
        List<CatalogRoutine> routines,
        Set<CatalogRoutine.Kind> hidden,
        CascadeLog cascades) {

    public SourceCatalog {
        tables = List.copyOf(tables);
        leftOut = List.copyOf(leftOut);
        views = List.copyOf(views);
        routines = List.copyOf(routines);
        hidden = Set.copyOf(hidden);
    }

    /** The tables by their names in MySQL. */
    public Map<TableId, CatalogTable> byId() {
        return tables.stream().collect(Collectors.toUnmodifiableMap(CatalogTable::id, Function.identity()));
    }

    /**
     * Reads the selected tables and views, and all routines of the databases.
     *
     * @param mysql its session's time zone should be UTC; keeps a changed {@code information_schema_stats_expiry}
     * @throws SluiceException if a database is not there or no table is selected
     */
    public static SourceCatalog read(Connection mysql, TableSelection selection) throws SQLException {
        try (Statement statement = mysql.createStatement()) {
            // Otherwise AUTO_INCREMENT may be a day old, and a sequence would start below values that are taken.
            statement.execute("SET SESSION information_schema_stats_expiry = 0");
        }
        List<String> databases = selection.databases();
        Map<TableId, List<TableFacts>> facts = TableFacts.read(mysql, databases);
        Map<TableId, List<CatalogColumn>> columns = ColumnQuery.read(mysql, databases);
        Map<TableId, List<CatalogIndex>> indexes = IndexQuery.read(mysql, databases);
        Map<TableId, List<CatalogForeignKey>> foreignKeys = ForeignKeyQuery.read(mysql, databases);
        Map<TableId, List<CatalogCheck>> checks = CheckQuery.read(mysql, databases);
        Map<TableId, CatalogPartitioning> partitionings = PartitionQuery.read(mysql, databases);
        List<CatalogTable> tables = new ArrayList<>();
        List<TableFacts> leftOut = new ArrayList<>();
        for (TableId id : facts.keySet()) {
            TableFacts ofTable = facts.get(id).get(0);
            if (selection.contains(id) && ofTable.rowlessEngine().isPresent()) {
                leftOut.add(ofTable);
            } else if (selection.contains(id)) {
                List<CatalogColumn> columnsOfTable =
                        BinaryDefaults.completed(mysql, id, columns.getOrDefault(id, List.of()));
                List<CatalogIndex> indexesOfTable = indexes.getOrDefault(id, List.of());
                tables.add(new CatalogTable(
                        ofTable,
                        columnsOfTable,
                        IdentifyingIndex.of(mysql, id, columnsOfTable, indexesOfTable),
                        indexesOfTable,
                        foreignKeys.getOrDefault(id, List.of()),
                        checks.getOrDefault(id, List.of()),
                        Optional.ofNullable(partitionings.get(id))));
            }
        }
        requireTables(selection, facts, tables);
        List<CatalogView> views = InventoryQuery.views(mysql, databases).stream()
                .filter(view -> selection.contains(view.id()))
                .toList();
        return new SourceCatalog(
                tables,
                leftOut,
                views,
                InventoryQuery.routines(mysql, databases),
                HiddenRoutines.read(mysql, databases),
                CascadeLog.read(mysql));
    }

    private static void requireTables(TableSelection selection, Map<TableId, ?> seen, List<CatalogTable> selected) {
        for (String database : selection.databases()) {
            if (seen.keySet().stream().noneMatch(id -> id.schema().equals(database))) {
                throw new SluiceException(
                        ExitCode.WRONG_USAGE,
                        "MySQL shows no table in database '" + database
                                + "'; correct 'source.databases', or GRANT SELECT on it to the pipeline's user");
            }
        }
        if (selected.isEmpty()) {
            throw new SluiceException(
                    ExitCode.WRONG_USAGE,
                    "No table of " + selection.databases()
                            + " matches 'source.tables'; widen 'include' or narrow 'exclude'");
        }
    }

    /** MySQL's estimate of the rows of each table, in the order of the tables. */
    public Map<TableId, Long> rowEstimates() {
        Map<TableId, Long> estimates = new LinkedHashMap<>();
        tables.forEach(table -> estimates.put(table.id(), table.facts().estimatedRows()));
        return estimates;
    }
}
