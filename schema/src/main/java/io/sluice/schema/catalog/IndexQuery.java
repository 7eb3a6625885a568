package io.sluice.schema.catalog;

import io.sluice.core.name.TableId;
import io.sluice.core.sql.IndexDefinition.Direction;
import io.sluice.core.sql.IndexDefinition.Uniqueness;
import io.sluice.schema.catalog.CatalogColumn.Visibility;
import io.sluice.schema.catalog.CatalogIndex.Method;
import io.sluice.schema.catalog.CatalogIndex.Part;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Reads indexes, primary keys among them. */
final class IndexQuery {

    private static final String QUERY = """
            SELECT table_schema AS table_schema, table_name AS table_name, index_name AS index_name,
                   non_unique AS non_unique, index_type AS index_type, column_name AS column_name,
                   sub_part AS sub_part, collation AS collation, expression AS expression,
                   is_visible AS is_visible, index_comment AS index_comment
            FROM information_schema.statistics
            WHERE table_schema IN (%s)
            ORDER BY table_schema, table_name, index_name, seq_in_index""";

    /** One row of the answer: one part of an index. */
    private record Row(
            String index, Uniqueness uniqueness, Method method, Part part, Visibility visibility, String comment) {}

    private IndexQuery() {}

    static Map<TableId, List<CatalogIndex>> read(Connection mysql, List<String> databases) throws SQLException {
        Map<TableId, List<CatalogIndex>> indexes = new LinkedHashMap<>();
        CatalogQuery.byTable(mysql, QUERY, databases, (table, row) -> row(row))
                .forEach((table, rows) -> indexes.put(table, grouped(rows)));
        return indexes;
    }

    private static List<CatalogIndex> grouped(List<Row> rows) {
        Map<String, List<Row>> byIndex = new LinkedHashMap<>();
        rows.forEach(row ->
                byIndex.computeIfAbsent(row.index(), name -> new ArrayList<>()).add(row));
        List<CatalogIndex> indexes = new ArrayList<>();
        byIndex.forEach((name, parts) -> indexes.add(new CatalogIndex(
                name,
                parts.get(0).uniqueness(),
                parts.get(0).method(),
                parts.stream().map(Row::part).toList(),
                parts.get(0).visibility(),
                parts.get(0).comment())));
        return indexes;
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getString("index_name"),
                row.getInt("non_unique") == 0 ? Uniqueness.UNIQUE : Uniqueness.NOT_UNIQUE,
                method(row.getString("index_type")),
                part(row),
                row.getString("is_visible").equals("NO") ? Visibility.INVISIBLE : Visibility.VISIBLE,
                CatalogQuery.text(row, "index_comment"));
    }

    private static Method method(String type) {
        return switch (type) {
            case "FULLTEXT" -> Method.FULLTEXT;
            case "SPATIAL" -> Method.SPATIAL;
            case "HASH" -> Method.HASH;
            default -> Method.BTREE;
        };
    }

    private static Part part(ResultSet row) throws SQLException {
        Direction direction = "D".equals(row.getString("collation")) ? Direction.DESCENDING : Direction.ASCENDING;
        String column = row.getString("column_name");
        if (column == null) {
            return new Part.OfExpression(row.getString("expression"), direction);
        }
        int prefix = row.getInt("sub_part");
        return new Part.OfColumn(column, row.wasNull() ? OptionalInt.empty() : OptionalInt.of(prefix), direction);
    }
}
