package io.sluice.cli.schema;

import io.sluice.cli.catalog.CatalogForeignKey;
import io.sluice.cli.catalog.CatalogTable;
import io.sluice.core.model.TableId;
import io.sluice.core.sql.ForeignKeyDefinition;
import io.sluice.core.sql.ForeignKeyDefinition.Action;
import io.sluice.core.sql.Identifiers;
import io.sluice.core.sql.IndexDefinition;
import io.sluice.core.sql.IndexDefinition.Uniqueness;
import io.sluice.core.sql.TableDefinition;
import io.sluice.core.type.PgType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plans the foreign keys of a table, once all tables are planned. */
final class ForeignKeyPlan {

    private final Map<TableId, TableDefinition> tablesBySource;

    /** @param tablesBySource the planned tables by their names in MySQL */
    ForeignKeyPlan(Map<TableId, TableDefinition> tablesBySource) {
        this.tablesBySource = tablesBySource;
    }

    List<ForeignKeyDefinition> foreignKeys(CatalogTable table, Findings findings) {
        List<ForeignKeyDefinition> keys = new ArrayList<>();
        for (CatalogForeignKey key : table.foreignKeys()) {
            Optional<String> obstacle = obstacle(table, key);
            if (obstacle.isPresent()) {
                findings.warn(
                        key.name(),
                        "the foreign key is left out: " + obstacle.get(),
                        "create it by hand once that has changed, or check the rows in the application");
            } else {
                keys.add(definition(key));
                noteOfCascade(key, findings);
            }
        }
        return keys;
    }

    private ForeignKeyDefinition definition(CatalogForeignKey key) {
        return new ForeignKeyDefinition(
                Identifiers.fitted(key.name()),
                fitted(key.columns()),
                tablesBySource.get(key.referenced()).id(),
                fitted(key.referencedColumns()),
                key.onUpdate(),
                key.onDelete());
    }

    private Optional<String> obstacle(CatalogTable table, CatalogForeignKey key) {
        TableDefinition referencing = tablesBySource.get(table.id());
        TableDefinition referenced = tablesBySource.get(key.referenced());
        if (referenced == null) {
            return Optional.of("table " + key.referenced() + " is not selected");
        }
        if (!isUnique(referenced, Set.copyOf(fitted(key.referencedColumns())))) {
            return Optional.of(
                    "no unique index of " + key.referenced() + " has exactly the columns " + key.referencedColumns());
        }
        for (int i = 0; i < key.columns().size(); i++) {
            PgType from = type(referencing, key.columns().get(i));
            PgType to = type(referenced, key.referencedColumns().get(i));
            if (!comparable(from, to)) {
                return Optional.of("column " + key.columns().get(i) + " is of type " + from.sql() + ", "
                        + key.referenced() + "." + key.referencedColumns().get(i) + " of type " + to.sql());
            }
        }
        return Optional.empty();
    }

    /** MySQL up to 9.5 changes the children inside InnoDB, below its binary log. */
    private static void noteOfCascade(CatalogForeignKey key, Findings findings) {
        boolean cascades = Set.of(Action.CASCADE, Action.SET_NULL).contains(key.onDelete())
                || Set.of(Action.CASCADE, Action.SET_NULL).contains(key.onUpdate());
        if (cascades) {
            findings.notice(
                    key.name(),
                    "rows that MySQL changes through this foreign key may be missing from its binary log",
                    "change the child rows in the application while the pipeline runs, and verify before the cutover");
        }
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
                .map(ForeignKeyPlan::columns)
                .anyMatch(columns::equals);
    }

    private static Set<String> columns(IndexDefinition index) {
        return Set.copyOf(
                index.parts().stream().map(IndexDefinition.Part::column).toList());
    }

    private static PgType type(TableDefinition table, String column) {
        return table.columns().stream()
                .filter(definition -> definition.column().name().equals(Identifiers.fitted(column)))
                .findFirst()
                .orElseThrow()
                .column()
                .type();
    }

    /** An enumerated type only compares with itself, and a key of another base type would need casts. */
    private static boolean comparable(PgType from, PgType to) {
        if (from instanceof PgType.Scalar one && to instanceof PgType.Scalar other) {
            return one.base() == other.base();
        }
        return from.equals(to);
    }

    private static List<String> fitted(List<String> names) {
        return names.stream().map(Identifiers::fitted).toList();
    }
}
