package io.sluice.cli.schema;

import io.sluice.cli.catalog.CatalogColumn;
import io.sluice.cli.catalog.CatalogForeignKey;
import io.sluice.cli.catalog.CatalogTable;
import io.sluice.cli.catalog.SourceCatalog;
import io.sluice.core.mapping.MappingRules;
import io.sluice.core.mapping.Rule;
import io.sluice.core.mapping.Transformation;
import io.sluice.core.model.TableId;
import io.sluice.core.type.MySqlType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules that follow from the catalogue: BIGINT UNSIGNED columns that MySQL numbers become {@code bigint}, since
 * PostgreSQL has no identity columns of type numeric; and with them every column that a foreign key connects to them,
 * since both sides of a foreign key need the same type.
 */
final class DerivedRules {

    private record Column(TableId table, String name) {}

    private final Set<Column> unsigned = new HashSet<>();
    private final Map<Column, Set<Column>> connected = new HashMap<>();

    private DerivedRules(SourceCatalog catalog) {
        for (CatalogTable table : catalog.tables()) {
            table.columns().stream()
                    .filter(column -> isBigintUnsigned(column.column().type()))
                    .forEach(column -> unsigned.add(new Column(table.id(), column.name())));
            table.foreignKeys().forEach(key -> connect(table.id(), key));
        }
    }

    /** @param rules the user's, which name further columns to start from */
    static List<Rule> of(SourceCatalog catalog, MappingRules rules) {
        return new DerivedRules(catalog).closure(starts(catalog, rules));
    }

    private static Deque<Column> starts(SourceCatalog catalog, MappingRules rules) {
        Deque<Column> starts = new ArrayDeque<>();
        for (CatalogTable table : catalog.tables()) {
            for (CatalogColumn column : table.columns()) {
                boolean numbered = column.origin() == CatalogColumn.Origin.AUTO_INCREMENT;
                boolean ruled = rules.transformation(table.id(), column.name())
                        .filter(transformation -> transformation == Transformation.UNSIGNED_TO_BIGINT)
                        .isPresent();
                if (numbered || ruled) {
                    starts.add(new Column(table.id(), column.name()));
                }
            }
        }
        return starts;
    }

    private List<Rule> closure(Deque<Column> open) {
        Set<Column> reached = new LinkedHashSet<>();
        while (!open.isEmpty()) {
            Column column = open.remove();
            if (unsigned.contains(column) && reached.add(column)) {
                open.addAll(connected.getOrDefault(column, Set.of()));
            }
        }
        return reached.stream()
                .<Rule>map(
                        column -> new Rule.Transform(column.table(), column.name(), Transformation.UNSIGNED_TO_BIGINT))
                .toList();
    }

    private void connect(TableId table, CatalogForeignKey key) {
        for (int i = 0; i < key.columns().size(); i++) {
            Column from = new Column(table, key.columns().get(i));
            Column to = new Column(key.referenced(), key.referencedColumns().get(i));
            connected.computeIfAbsent(from, column -> new LinkedHashSet<>()).add(to);
            connected.computeIfAbsent(to, column -> new LinkedHashSet<>()).add(from);
        }
    }

    private static boolean isBigintUnsigned(MySqlType type) {
        return type.kind() == MySqlType.Kind.BIGINT && type.unsigned();
    }
}
