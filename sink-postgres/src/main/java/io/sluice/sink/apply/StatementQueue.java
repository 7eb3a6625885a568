package io.sluice.sink.apply;

import io.sluice.sink.target.SqlStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * The statements of one transaction, in order. They are sent together, in as few round trips as possible, and COPYs in
 * between. Some may not be sent before {@link #flush}.
 */
final class StatementQueue {

    /** Bounds the memory of the driver, and the answers that the server sends before they are read. */
    private static final int STATEMENTS_PER_TRIP = 200;

    /** Where the rows of a COPY come from. */
    @FunctionalInterface
    interface CopySource {
        void writeTo(CopyIn copy) throws SQLException;
    }

    private final Connection connection;
    private final List<SqlStatement> waiting = new ArrayList<>();
    private long first = -1;

    StatementQueue(Connection connection) {
        this.connection = connection;
    }

    /** Sends statements by themselves; returns how many rows the first has changed. */
    static long send(Connection connection, List<SqlStatement> statements) throws SQLException {
        StatementQueue queue = new StatementQueue(connection);
        for (SqlStatement statement : statements) {
            queue.add(statement);
        }
        queue.flush();
        return queue.firstCount();
    }

    Connection connection() {
        return connection;
    }

    void add(SqlStatement statement) throws SQLException {
        waiting.add(statement);
        if (waiting.size() == STATEMENTS_PER_TRIP) {
            flush();
        }
    }

    /**
     * Copies rows by this COPY statement, after what was added before.
     *
     * @throws org.apache.kafka.connect.errors.DataException if a value has no binary form
     */
    void copy(String sql, CopySource source) throws SQLException {
        flush();
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        try {
            source.writeTo(copy);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    /** Sends the statements that wait, and checks that all have succeeded. */
    void flush() throws SQLException {
        if (waiting.isEmpty()) {
            return;
        }
        String sql = waiting.stream().map(SqlStatement::sql).collect(Collectors.joining(";\n"));
        try (PreparedStatement prepared = connection.prepareStatement(sql)) {
            int index = 1;
            for (SqlStatement statement : waiting) {
                for (String parameter : statement.parameters()) {
                    // OTHER leaves the type to the cast in the statement.
                    prepared.setObject(index++, parameter, Types.OTHER);
                }
            }
            prepared.execute();
            first = first < 0 ? prepared.getLargeUpdateCount() : first;
        }
        waiting.clear();
    }

    /** How many rows the first statement of the queue has changed. Known after {@link #flush}. */
    long firstCount() {
        return first;
    }
}
