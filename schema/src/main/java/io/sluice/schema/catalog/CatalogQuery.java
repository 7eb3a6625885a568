package io.sluice.schema.catalog;

import io.sluice.core.name.TableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One query over the tables of several databases: set-based, since a database may have thousands of tables. */
final class CatalogQuery {

    /** Reads the current row, which belongs to a table. */
    interface RowReader<T> {
        T read(TableId table, ResultSet row) throws SQLException;
    }

    private CatalogQuery() {}

    /**
     * The rows of a query in its order, by the table that its columns {@code table_schema} and {@code table_name} name.
     *
     * @param query has {@code %s} where the list of databases goes
     */
    static <T> Map<TableId, List<T>> byTable(
            Connection mysql, String query, List<String> databases, RowReader<T> reader) throws SQLException {
        Map<TableId, List<T>> rows = new LinkedHashMap<>();
        String placeholders = String.join(", ", Collections.nCopies(databases.size(), "?"));
        try (PreparedStatement statement = mysql.prepareStatement(query.formatted(placeholders))) {
            for (int i = 0; i < databases.size(); i++) {
                statement.setString(i + 1, databases.get(i));
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    TableId table = new TableId(row.getString("table_schema"), row.getString("table_name"));
                    rows.computeIfAbsent(table, id -> new ArrayList<>()).add(reader.read(table, row));
                }
            }
        }
        return rows;
    }

    /** A column's text, empty where it is NULL. */
    static String text(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? "" : text;
    }
}
