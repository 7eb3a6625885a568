package io.sluice.e2e.random;

import io.sluice.core.name.MySqlNames;
import io.sluice.e2e.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A table as MySQL's catalogue has it: an application that is deployed in between looks there, and is late all the same.
 *
 * @param key names of the primary key's columns
 */
record LiveTable(String name, List<LiveColumn> columns, List<String> key) {

    /** Online tools' own are not the application's. */
    static List<String> names(Connection mysql) throws SQLException {
        return Sql.rows(mysql, """
                SELECT table_name FROM information_schema.tables
                WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' AND table_name NOT LIKE '\\_%'
                ORDER BY table_name""");
    }

    static LiveTable read(Connection mysql, String name) throws SQLException {
        List<String> key = Sql.rows(mysql, """
                SELECT column_name FROM information_schema.key_column_usage
                WHERE table_schema = DATABASE() AND table_name = '%s' AND constraint_name = 'PRIMARY'
                ORDER BY ordinal_position""".formatted(name));
        List<LiveColumn> columns = new ArrayList<>();
        try (Statement statement = mysql.createStatement();
                ResultSet row = statement.executeQuery("""
                SELECT column_name, data_type, column_type, is_nullable = 'YES' AS nullable,
                       is_nullable = 'NO' AND column_default IS NULL AND extra = '' AS required,
                       extra LIKE '%%GENERATED' AS computed, extra = 'auto_increment' AS numbered
                FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = '%s'
                ORDER BY ordinal_position""".formatted(name))) {
            while (row.next()) {
                columns.add(new LiveColumn(
                        row.getString("column_name"),
                        row.getString("data_type"),
                        row.getString("column_type"),
                        row.getBoolean("nullable"),
                        row.getBoolean("required"),
                        row.getBoolean("computed"),
                        row.getBoolean("numbered")));
            }
        }
        return new LiveTable(name, columns, key);
    }

    String quoted() {
        return MySqlNames.quote(name);
    }

    boolean isKey(LiveColumn column) {
        return key.contains(column.name());
    }

    List<LiveColumn> written() {
        return columns.stream().filter(column -> !column.generated()).toList();
    }

    /** Those that are changed without changing how rows are found. */
    List<LiveColumn> plain() {
        return columns.stream()
                .filter(column -> !isKey(column) && !column.generated() && !column.numbered())
                .toList();
    }
}
