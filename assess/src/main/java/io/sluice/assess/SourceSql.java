package io.sluice.assess;

import io.sluice.core.name.TableId;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Queries in MySQL's SQL, and how it quotes. */
final class SourceSql {

    /** Reads the current row. */
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private SourceSql() {}

    static String quote(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    static String quote(TableId id) {
        return quote(id.schema()) + "." + quote(id.table());
    }

    /** A string literal, whatever the session's NO_BACKSLASH_ESCAPES: in hexadecimal. */
    static String literal(String text) {
        StringBuilder hexadecimal = new StringBuilder("_utf8mb4 0x");
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hexadecimal.append("%02X".formatted(b));
        }
        return text.isEmpty() ? "_utf8mb4 ''" : hexadecimal.toString();
    }

    static <T> List<T> rows(Connection mysql, String sql, RowReader<T> reader) throws SQLException {
        List<T> rows = new ArrayList<>();
        try (Statement statement = mysql.createStatement()) {
            // Otherwise the driver takes { in a name for a JDBC escape.
            statement.setEscapeProcessing(false);
            try (ResultSet row = statement.executeQuery(sql)) {
                while (row.next()) {
                    rows.add(reader.read(row));
                }
            }
        }
        return rows;
    }

    /** The answer of a query for names and values, such as SHOW VARIABLES. */
    static Map<String, String> pairs(Connection mysql, String sql) throws SQLException {
        Map<String, String> pairs = new LinkedHashMap<>();
        rows(mysql, sql, row -> pairs.put(row.getString(1), row.getString(2)));
        return pairs;
    }
}
