package io.sluice.schema.plan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** SQL for tests. */
final class Script {

    private Script() {}

    /** Runs a resource, whose statements end in a semicolon and a line's end, in a new MySQL database. */
    static void runIn(Connection mysql, String database, String resource) throws SQLException, IOException {
        try (Statement statement = mysql.createStatement();
                InputStream in = Script.class.getResourceAsStream(resource)) {
            statement.setEscapeProcessing(false);
            statement.execute("CREATE DATABASE `" + database + "`");
            statement.execute("USE `" + database + "`");
            for (String sql : new String(in.readAllBytes(), StandardCharsets.UTF_8).split(";\n", -1)) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
        }
    }

    static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    /** The rows of an answer, each as its values joined by a bar. */
    static List<String> rows(Connection connection, String query) throws SQLException {
        return table(connection, query).stream()
                .map(row -> row.stream().map(String::valueOf).collect(Collectors.joining("|")))
                .toList();
    }

    /** The rows of an answer. */
    static List<List<String>> table(Connection connection, String query) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            int columns = row.getMetaData().getColumnCount();
            while (row.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    values.add(row.getString(i));
                }
                rows.add(values);
            }
        }
        return rows;
    }
}
