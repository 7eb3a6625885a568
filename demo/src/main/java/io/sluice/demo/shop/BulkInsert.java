package io.sluice.demo.shop;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Rows for one table, sent many to a statement. Close it to send the last ones. */
final class BulkInsert implements AutoCloseable {
    private static final int ROWS_PER_STATEMENT = 500;

    private final Connection connection;
    private final String insert;
    private final String placeholders;
    private final List<Object> values = new ArrayList<>();
    private int pending;
    private int rows;

    BulkInsert(Connection connection, String table, String... columns) {
        this.connection = connection;
        this.insert = "INSERT INTO " + table + " (" + String.join(", ", columns) + ") VALUES ";
        this.placeholders = "(" + String.join(", ", Collections.nCopies(columns.length, "?")) + ")";
    }

    /** @param row one value per column, in their order */
    void add(Object... row) throws SQLException {
        Collections.addAll(values, row);
        rows++;
        pending++;
        if (pending == ROWS_PER_STATEMENT) {
            send();
        }
    }

    /** The number of rows added so far. */
    int rows() {
        return rows;
    }

    @Override
    public void close() throws SQLException {
        if (pending > 0) {
            send();
        }
    }

    private void send() throws SQLException {
        String sql = insert + String.join(", ", Collections.nCopies(pending, placeholders));
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            statement.executeUpdate();
        }
        values.clear();
        pending = 0;
    }
}
