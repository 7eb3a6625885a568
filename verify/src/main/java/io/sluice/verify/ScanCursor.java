package io.sluice.verify;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Reads a result that the server delivers bit by bit, over a connection that it owns. */
final class ScanCursor implements RowCursor {

    /** Takes the current row out of a result. */
    @FunctionalInterface
    interface RowReader {
        Object[] read(ResultSet result) throws SQLException;
    }

    private final Connection connection;
    private final Statement statement;
    private final ResultSet result;
    private final RowReader reader;
    private boolean atEnd;

    /** Runs the query; if that fails, closes the connection. */
    static ScanCursor open(Connection connection, String sql, int fetchRows, RowReader reader) throws SQLException {
        try {
            Statement statement = connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
            statement.setFetchSize(fetchRows);
            return new ScanCursor(connection, statement, statement.executeQuery(sql), reader);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private ScanCursor(Connection connection, Statement statement, ResultSet result, RowReader reader) {
        this.connection = connection;
        this.statement = statement;
        this.result = result;
        this.reader = reader;
    }

    @Override
    public Object[] next() throws SQLException {
        if (atEnd || !result.next()) {
            atEnd = true;
            return null;
        }
        return reader.read(result);
    }

    @Override
    public void close() throws SQLException {
        if (atEnd) {
            statement.close();
            connection.close();
        } else {
            // A polite close would first read the rest of the table.
            connection.abort(Runnable::run);
        }
    }
}
