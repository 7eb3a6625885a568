package io.sluice.schema.catalog;

import io.sluice.core.name.TableId;
import io.sluice.core.sql.ForeignKeyDefinition.Action;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads foreign keys. */
final class ForeignKeyQuery {

    private static final String QUERY = """
            SELECT k.table_schema AS table_schema, k.table_name AS table_name,
                   k.constraint_name AS constraint_name, k.column_name AS column_name,
                   k.referenced_table_schema AS referenced_schema, k.referenced_table_name AS referenced_table,
                   k.referenced_column_name AS referenced_column,
                   r.update_rule AS update_rule, r.delete_rule AS delete_rule
            FROM information_schema.key_column_usage k
            JOIN information_schema.referential_constraints r
              ON r.constraint_schema = k.constraint_schema AND r.constraint_name = k.constraint_name
             AND r.table_name = k.table_name
            WHERE k.referenced_table_name IS NOT NULL AND k.table_schema IN (%s)
            ORDER BY k.table_schema, k.table_name, k.constraint_name, k.ordinal_position""";

    /** One row of the answer: one pair of columns. */
    private record Row(
            String name,
            String column,
            TableId referenced,
            String referencedColumn,
            Action onUpdate,
            Action onDelete) {}

    private ForeignKeyQuery() {}

    static Map<TableId, List<CatalogForeignKey>> read(Connection mysql, List<String> databases) throws SQLException {
        Map<TableId, List<CatalogForeignKey>> keys = new LinkedHashMap<>();
        CatalogQuery.byTable(mysql, QUERY, databases, (table, row) -> row(row))
                .forEach((table, rows) -> keys.put(table, grouped(rows)));
        return keys;
    }

    private static List<CatalogForeignKey> grouped(List<Row> rows) {
        Map<String, List<Row>> byName = new LinkedHashMap<>();
        rows.forEach(row ->
                byName.computeIfAbsent(row.name(), name -> new ArrayList<>()).add(row));
        List<CatalogForeignKey> keys = new ArrayList<>();
        byName.forEach((name, pairs) -> keys.add(new CatalogForeignKey(
                name,
                pairs.stream().map(Row::column).toList(),
                pairs.get(0).referenced(),
                pairs.stream().map(Row::referencedColumn).toList(),
                pairs.get(0).onUpdate(),
                pairs.get(0).onDelete())));
        return keys;
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString("constraint_name"),
                row.getString("column_name"),
                new TableId(row.getString("referenced_schema"), row.getString("referenced_table")),
                row.getString("referenced_column"),
                action(row.getString("update_rule")),
                action(row.getString("delete_rule")));
    }

    private static Action action(String rule) {
        return Action.valueOf(rule.replace(' ', '_'));
    }
}
