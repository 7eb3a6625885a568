package io.sluice.assess;

import io.sluice.core.policy.Policies;
import io.sluice.core.sql.IndexDefinition.Uniqueness;
import io.sluice.schema.catalog.CatalogColumn;
import io.sluice.schema.catalog.CatalogIndex;
import io.sluice.schema.catalog.CatalogTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Finds rows that are different by a unique key in MySQL and would be the same in PostgreSQL, because of a policy. */
final class CollisionScan {

    private final Connection mysql;
    private final CatalogTable table;

    CollisionScan(Connection mysql, CatalogTable table) {
        this.mysql = mysql;
        this.table = table;
    }

    /** @param policies those that will hold for each column, by its name */
    List<DataFinding> run(Portion portion, Function<String, Policies> policies) throws SQLException {
        List<DataFinding> findings = new ArrayList<>();
        for (CatalogIndex index : table.indexes()) {
            Optional<List<String>> columns = index.columns();
            if (index.uniqueness() == Uniqueness.UNIQUE && columns.isPresent()) {
                find(index, columns.get(), portion, policies).ifPresent(findings::add);
            }
        }
        return findings;
    }

    private Optional<DataFinding> find(
            CatalogIndex index, List<String> columns, Portion portion, Function<String, Policies> policies)
            throws SQLException {
        List<String> values = new ArrayList<>();
        StringBuilder set = new StringBuilder();
        boolean changed = false;
        for (String name : columns) {
            CatalogColumn column = table.column(name);
            Optional<String> arrived = ArrivedValue.of(column, policies.apply(name));
            changed |= arrived.isPresent();
            values.add(arrived.orElse(Questions.quoted(name)));
            // NULLs are never the same.
            set.append(" AND ").append(Questions.quoted(name)).append(" IS NOT NULL");
        }
        return changed ? count(index, String.join(", ", values), portion.from() + set) : Optional.empty();
    }

    private Optional<DataFinding> count(CatalogIndex index, String values, String from) throws SQLException {
        String groups = "SELECT COUNT(*) FROM (SELECT 1 FROM " + from + " GROUP BY " + values
                + " HAVING COUNT(*) > 1) AS collisions";
        long count = SourceSql.rows(mysql, groups, row -> row.getLong(1)).get(0);
        return count == 0
                ? Optional.empty()
                : Optional.of(new DataFinding(
                        "collisions",
                        table.id(),
                        table.id() + "." + index.name(),
                        Severity.WARNING,
                        count,
                        FigureText.count(count, "value", "values") + " of a unique key that several rows would have",
                        List.of(),
                        "only one row of each arrives, the others become dead letters",
                        "choose another policy for these columns, or change the values in MySQL",
                        Optional.empty()));
    }
}
