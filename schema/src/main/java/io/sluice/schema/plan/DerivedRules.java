package io.sluice.schema.plan;

import io.sluice.core.mapping.MappingRules;
import io.sluice.core.mapping.Rule;
import io.sluice.core.policy.UnsignedBigint;
import io.sluice.core.type.MySqlType;
import io.sluice.core.type.Transformation;
import io.sluice.schema.catalog.CatalogColumn;
import io.sluice.schema.catalog.CatalogTable;
import io.sluice.schema.catalog.SourceCatalog;
import io.sluice.schema.plan.ConnectedColumns.Column;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The rules that follow from the catalogue: BIGINT UNSIGNED columns that MySQL numbers become {@code bigint}, since
 * PostgreSQL has no identity columns of type numeric; and with them every column that a foreign key connects to them,
 * since both sides of a foreign key need the same type.
 */
final class DerivedRules {

    private final ConnectedColumns connected;
    private final Set<Column> unsigned = new HashSet<>();

    private DerivedRules(SourceCatalog catalog) {
        connected = new ConnectedColumns(catalog);
        for (CatalogTable table : catalog.tables()) {
            table.columns().stream()
                    .filter(column -> isBigintUnsigned(column.column().type()))
                    .forEach(column -> unsigned.add(new Column(table.id(), column.name())));
        }
    }

    /** @param rules the user's, which name further columns to start from */
    static List<Rule> of(SourceCatalog catalog, MappingRules rules) {
        return new DerivedRules(catalog).rules(starts(catalog, rules));
    }

    private static Set<Column> starts(SourceCatalog catalog, MappingRules rules) {
        Set<Column> starts = new LinkedHashSet<>();
        for (CatalogTable table : catalog.tables()) {
            for (CatalogColumn column : table.columns()) {
                boolean numbered = column.origin() == CatalogColumn.Origin.AUTO_INCREMENT;
                boolean ruled = rules.transformation(table.id(), column.name())
                        .filter(transformation -> transformation == Transformation.UNSIGNED_TO_BIGINT)
                        .isPresent();
                boolean chosen = rules.policies(table.id(), column.name()).unsignedBigint() == UnsignedBigint.BIGINT;
                if (numbered || ruled || chosen) {
                    starts.add(new Column(table.id(), column.name()));
                }
            }
        }
        return starts;
    }

    private List<Rule> rules(Set<Column> starts) {
        Set<Column> reached = new LinkedHashSet<>();
        starts.stream().filter(unsigned::contains).forEach(start -> reached.addAll(connected.around(start)));
        return reached.stream()
                .filter(unsigned::contains)
                .<Rule>map(
                        column -> new Rule.Transform(column.table(), column.name(), Transformation.UNSIGNED_TO_BIGINT))
                .toList();
    }

    private static boolean isBigintUnsigned(MySqlType type) {
        return type.kind() == MySqlType.Kind.BIGINT && type.unsigned();
    }
}
