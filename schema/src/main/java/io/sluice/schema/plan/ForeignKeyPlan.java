package io.sluice.schema.plan;

import io.sluice.core.name.TableId;
import io.sluice.core.sql.ForeignKeyDefinition;
import io.sluice.core.sql.IndexDefinition;
import io.sluice.core.sql.IndexDefinition.Uniqueness;
import io.sluice.core.sql.TableDefinition;
import io.sluice.core.type.PgType;
import io.sluice.schema.catalog.CatalogForeignKey;
import io.sluice.schema.plan.Finding.Code;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plans the foreign keys of a table, once all tables are planned. */
final class ForeignKeyPlan {

    private final Map<TableId, PlannedTable> plannedBySource;
    private final Map<TableId, TableDefinition> tablesBySource;
    private final PlannedTable planned;
    private final FindingCollector findings;

    /** @param plannedBySource all tables by their names in MySQL, as their definitions are in {@code tablesBySource} */
    ForeignKeyPlan(
            Map<TableId, PlannedTable> plannedBySource,
            Map<TableId, TableDefinition> tablesBySource,
            PlannedTable planned) {
        this.plannedBySource = plannedBySource;
        this.tablesBySource = tablesBySource;
        this.planned = planned;
        this.findings = planned.findings();
    }

    List<ForeignKeyDefinition> foreignKeys() {
        List<ForeignKeyDefinition> keys = new ArrayList<>();
        for (CatalogForeignKey key : planned.source().foreignKeys()) {
            Optional<String> obstacle = obstacle(key);
            if (obstacle.isPresent()) {
                findings.afterData()
                        .warn(
                                Code.FOREIGN_KEY_LEFT_OUT,
                                key.name(),
                                "the foreign key is left out: " + obstacle.get(),
                                "create it by hand once that has changed, or check the rows in the application");
            } else {
                keys.add(definition(key));
            }
        }
        return keys;
    }

    private ForeignKeyDefinition definition(CatalogForeignKey key) {
        PlannedTable referenced = plannedBySource.get(key.referenced());
        String wanted = planned.name(key.name());
        String name = planned.names().constraint(planned.id(), wanted);
        planned.noteOfName(findings.afterData(name), "foreign key", key.name(), wanted, name);
        return new ForeignKeyDefinition(
                name,
                names(planned, key.columns()),
                referenced.id(),
                names(referenced, key.referencedColumns()),
                key.onUpdate(),
                key.onDelete());
    }

    private Optional<String> obstacle(CatalogForeignKey key) {
        PlannedTable referenced = plannedBySource.get(key.referenced());
        if (referenced == null) {
            return Optional.of("table " + key.referenced() + " is not selected");
        }
        if (!isUnique(tablesBySource.get(key.referenced()), Set.copyOf(names(referenced, key.referencedColumns())))) {
            return Optional.of(
                    "no unique index of " + key.referenced() + " has exactly the columns " + key.referencedColumns());
        }
        for (int i = 0; i < key.columns().size(); i++) {
            PgType from = planned.column(key.columns().get(i)).type();
            PgType to = referenced.column(key.referencedColumns().get(i)).type();
            if (!comparable(from, to)) {
                return Optional.of("column " + key.columns().get(i) + " is of type " + from.sql() + ", "
                        + key.referenced() + "." + key.referencedColumns().get(i) + " of type " + to.sql());
            }
        }
        return Optional.empty();
    }

    private static boolean isUnique(TableDefinition table, Set<String> columns) {
        if (table.key() instanceof TableDefinition.Key.Primary key
                && Set.copyOf(key.columns()).equals(columns)) {
            return true;
        }
        if (table.key() instanceof TableDefinition.Key.Unique key
                && Set.copyOf(key.columns()).equals(columns)) {
            return true;
        }
        return table.indexes().stream()
                .filter(index -> index.uniqueness() == Uniqueness.UNIQUE)
                .anyMatch(index -> columns.equals(columns(index)));
    }

    /** Empty if the index is on more than whole columns. */
    private static Set<String> columns(IndexDefinition index) {
        Set<String> columns = new HashSet<>();
        for (IndexDefinition.Part part : index.parts()) {
            if (!(part instanceof IndexDefinition.Part.OfColumn column)) {
                return Set.of();
            }
            columns.add(column.column());
        }
        return columns;
    }

    /** An enumerated type only compares with itself, and a key of another base type would need casts. */
    private static boolean comparable(PgType from, PgType to) {
        if (from instanceof PgType.Scalar one && to instanceof PgType.Scalar other) {
            return one.base() == other.base();
        }
        return from.equals(to);
    }

    /** MySQL prints the names of a foreign key's columns as the user wrote them, whatever their case. */
    private static List<String> names(PlannedTable table, List<String> names) {
        return names.stream().map(name -> table.column(name).name()).toList();
    }
}
