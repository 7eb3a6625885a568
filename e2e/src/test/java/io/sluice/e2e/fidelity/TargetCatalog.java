package io.sluice.e2e.fidelity;

import io.sluice.e2e.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What PostgreSQL's own catalogue says of a table, in PostgreSQL's own words. */
final class TargetCatalog {

    private static final String COLUMNS = """
            SELECT a.attname, format_type(a.atttypid, a.atttypmod)
                || CASE WHEN a.attcollation <> t.typcollation THEN ' COLLATE ' || quote_ident(c.collname) ELSE '' END
                || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
                || CASE a.attidentity WHEN 'd' THEN ' IDENTITY' WHEN 'a' THEN ' IDENTITY ALWAYS' ELSE '' END
                || CASE a.attgenerated WHEN '' THEN coalesce(' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid), '')
                       WHEN 's' THEN ' AS ' || pg_get_expr(d.adbin, d.adrelid) || ' STORED'
                       ELSE ' AS ' || pg_get_expr(d.adbin, d.adrelid) || ' VIRTUAL' END
            FROM pg_attribute a
            JOIN pg_type t ON t.oid = a.atttypid
            LEFT JOIN pg_collation c ON c.oid = a.attcollation
            LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            WHERE a.attrelid = to_regclass(?) AND a.attnum > 0 AND NOT a.attisdropped
            ORDER BY a.attnum""";

    private static final String OBJECTS = """
            SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = to_regclass(?) AND contype IN ('c', 'f', 'u')
            UNION ALL
            SELECT pg_get_indexdef(indexrelid) FROM pg_index i WHERE indrelid = to_regclass(?) AND NOT indisprimary
                AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = i.indexrelid AND contype = 'u')
            ORDER BY 1""";

    private final Connection postgres;

    /** @param postgres gets settings by which values are printed the same everywhere */
    TargetCatalog(Connection postgres) throws SQLException {
        this.postgres = postgres;
        Sql.execute(
                postgres,
                "SET TimeZone = 'UTC'",
                "SET IntervalStyle = 'postgres'",
                "SET bytea_output = 'hex'",
                "SET extra_float_digits = 1");
    }

    /** The columns by name, in order: type, collation, NOT NULL, identity, generated expression or default. */
    Map<String, String> columns(String table) throws SQLException {
        Map<String, String> columns = new LinkedHashMap<>();
        try (PreparedStatement statement = postgres.prepareStatement(COLUMNS)) {
            statement.setString(1, table);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    columns.put(row.getString(1), row.getString(2));
                }
            }
        }
        return columns;
    }

    /** CHECKs, foreign keys, unique constraints and indexes, the primary key left out. */
    List<String> objects(String table) throws SQLException {
        List<String> objects = new ArrayList<>();
        try (PreparedStatement statement = postgres.prepareStatement(OBJECTS)) {
            statement.setString(1, table);
            statement.setString(2, table);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    objects.add(row.getString(1));
                }
            }
        }
        return objects;
    }

    /** The rows by {@code id}, the other columns as text, separated by {@code |}. */
    Map<Integer, String> rows(String table) throws SQLException {
        String columns = columns(table).keySet().stream()
                .filter(column -> !column.equals("id"))
                .map(column -> "\"" + column.replace("\"", "\"\"") + "\"::text")
                .collect(Collectors.joining(", "));
        Map<Integer, String> rows = new LinkedHashMap<>();
        for (String row : Sql.rows(postgres, "SELECT id, " + columns + " FROM " + table + " ORDER BY id")) {
            int end = row.indexOf('|');
            rows.put(Integer.valueOf(row.substring(0, end)), row.substring(end + 1));
        }
        return rows;
    }

    List<String> answer(String query) throws SQLException {
        return Sql.rows(postgres, query);
    }
}
