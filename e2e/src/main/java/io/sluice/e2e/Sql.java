package io.sluice.e2e;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Statements and small results, without ceremony. */
public final class Sql {

    private Sql() {}

    /** Executes statements one after the other; without auto-commit they are one transaction, committed at the end. */
    public static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
    }

    /** Executes statements as one transaction. */
    public static void transaction(Connection connection, String... statements) throws SQLException {
        connection.setAutoCommit(false);
        try {
            execute(connection, statements);
        } finally {
            connection.setAutoCommit(true);
        }
    }

    /** The first column of the only row, as a number. */
    public static long number(Connection connection, String query) throws SQLException {
        return Long.parseLong(rows(connection, query).get(0));
    }

    /** Each row as text, its columns separated by {@code |}. */
    public static List<String> rows(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            int columns = result.getMetaData().getColumnCount();
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(String.valueOf(result.getString(i)));
                }
                rows.add(String.join("|", row));
            }
            return rows;
        }
    }
}
