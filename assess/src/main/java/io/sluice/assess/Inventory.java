package io.sluice.assess;

import io.sluice.core.name.TableId;
import io.sluice.core.sql.IndexDefinition.Uniqueness;
import io.sluice.schema.catalog.CatalogIndex;
import io.sluice.schema.catalog.CatalogRoutine;
import io.sluice.schema.catalog.CatalogTable;
import io.sluice.schema.catalog.SourceCatalog;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What there is to migrate.
 *
 * @param tables in the order of the catalogue
 * @param others what Sluice does not carry rows of, by kind
 */
public record Inventory(List<TableFigures> tables, List<SourceObjects> others) {

    private static final String FIGURES = """
            SELECT table_schema, table_name, engine, table_rows, data_length, index_length
            FROM information_schema.tables
            WHERE table_type = 'BASE TABLE' AND table_schema IN (%s)""";

    public Inventory {
        tables = List.copyOf(tables);
        others = List.copyOf(others);
    }

    static Inventory read(Connection mysql, SourceCatalog catalog, List<String> databases) throws SQLException {
        String list = databases.stream().map(SourceSql::literal).collect(Collectors.joining(", "));
        Map<TableId, CatalogTable> selected = new LinkedHashMap<>();
        catalog.tables().forEach(table -> selected.put(table.id(), table));
        Map<TableId, TableFigures> figures = new LinkedHashMap<>();
        SourceSql.rows(mysql, FIGURES.formatted(list), row -> {
            TableId id = new TableId(row.getString(1), row.getString(2));
            return selected.containsKey(id)
                    ? figures.put(
                            id,
                            new TableFigures(
                                    id,
                                    String.valueOf(row.getString(3)),
                                    row.getLong(4),
                                    row.getLong(5),
                                    row.getLong(6),
                                    identity(selected.get(id))))
                    : null;
        });
        return new Inventory(selected.keySet().stream().map(figures::get).toList(), others(catalog));
    }

    private static List<SourceObjects> others(SourceCatalog catalog) {
        List<SourceObjects> others = new ArrayList<>();
        others.add(new SourceObjects(
                "views",
                catalog.views().stream().map(view -> view.id().toString()).toList(),
                SourceObjects.Visibility.SHOWN));
        for (CatalogRoutine.Kind kind : CatalogRoutine.Kind.values()) {
            others.add(new SourceObjects(
                    kind + "s",
                    catalog.routines().stream()
                            .filter(routine -> routine.kind() == kind)
                            .map(routine -> routine.id().toString())
                            .toList(),
                    catalog.hidden().contains(kind)
                            ? SourceObjects.Visibility.HIDDEN
                            : SourceObjects.Visibility.SHOWN));
        }
        return others;
    }

    private static TableFigures.Identity identity(CatalogTable table) {
        if (table.key().isPresent()) {
            return table.key().get().primary() ? TableFigures.Identity.PRIMARY_KEY : TableFigures.Identity.UNIQUE_KEY;
        }
        return table.indexes().stream().map(CatalogIndex::uniqueness).anyMatch(Uniqueness.UNIQUE::equals)
                ? TableFigures.Identity.NULLABLE_UNIQUE_KEY
                : TableFigures.Identity.NONE;
    }

    public long rows() {
        return tables.stream().mapToLong(TableFigures::rows).sum();
    }

    public long dataBytes() {
        return tables.stream().mapToLong(TableFigures::dataBytes).sum();
    }

    public long indexBytes() {
        return tables.stream().mapToLong(TableFigures::indexBytes).sum();
    }

    /** What of the tables weakens a migration, and what of the databases is not known. */
    List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        checks.add(visibility());
        List<String> otherEngines = tables.stream()
                .filter(table -> !table.engine().equalsIgnoreCase("InnoDB"))
                .map(table -> table.id() + " (" + table.engine() + ")")
                .toList();
        checks.add(
                otherEngines.isEmpty()
                        ? Check.ok("Tables: engine", "all are InnoDB")
                        : Check.warning(
                                "Tables: engine",
                                FigureText.names(otherEngines),
                                "they have no consistent snapshot: what is written to them while it is taken may be missing or"
                                        + " there twice; ALTER TABLE … ENGINE = InnoDB, or stop writing to them until it is done"));
        checks.add(keys());
        return checks;
    }

    /** MySQL shows these objects only to those who may run or change them. */
    private Check visibility() {
        List<String> hidden = others.stream()
                .filter(objects -> objects.visibility() == SourceObjects.Visibility.HIDDEN)
                .map(SourceObjects::kind)
                .toList();
        return hidden.isEmpty()
                ? Check.ok("MySQL: visibility", "views, triggers, routines and events are visible")
                : Check.warning(
                        "MySQL: visibility",
                        String.join(", ", hidden) + ": not visible to this account",
                        "there may be some, and they are not carried over; assess once more with an account that sees them,"
                                + " such as root, or one with TRIGGER and EVENT on each database and SHOW_ROUTINE on *.*");
    }

    private Check keys() {
        List<String> without = tables.stream()
                .filter(table -> switch (table.identity()) {
                    case PRIMARY_KEY, UNIQUE_KEY -> false;
                    case NULLABLE_UNIQUE_KEY, NONE -> true;
                })
                .map(table -> table.id() + " (" + table.identity().label() + ")")
                .toList();
        return without.isEmpty()
                ? Check.ok("Tables: keys", "all have one")
                : Check.notice(
                        "Tables: keys",
                        FigureText.names(without),
                        "changes find their row by all its values, which is slow in large tables; add a primary key, or"
                                + " make the columns of a unique key NOT NULL");
    }
}
