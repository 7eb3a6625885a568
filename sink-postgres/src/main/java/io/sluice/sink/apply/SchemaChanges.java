package io.sluice.sink.apply;

import io.sluice.core.ddl.SchemaChangeState;
import io.sluice.core.ddl.SchemaOutcome;
import io.sluice.core.model.SourcePosition;
import io.sluice.sink.change.Change;
import io.sluice.sink.target.SchemaChangeTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Executes schema changes, and keeps what has become of them. */
final class SchemaChanges {

    private final SchemaChangeTable table;

    SchemaChanges(SchemaChangeTable table) {
        this.table = table;
    }

    /** Whether PostgreSQL has refused a statement itself, so that trying again would not help. */
    static boolean isRefusal(SqlFault fault) {
        return switch (fault) {
            case PASSING, TIMEOUT -> false;
            case RECORD, FOREIGN_KEY, OCCUPIED, LAYOUT, LASTING -> true;
        };
    }

    /** Executes what is to be committed before the change. */
    static void ahead(Connection connection, Change.SchemaChange change) throws SQLException {
        for (String sql : change.planned().ahead()) {
            execute(connection, sql);
        }
    }

    /** Executes a change in the transaction under way. */
    void apply(Connection connection, Change.SchemaChange change) throws SQLException {
        for (String sql : change.planned().statements()) {
            execute(connection, sql);
        }
        SchemaOutcome outcome = change.planned().outcome();
        write(connection, entry(change, SchemaChangeState.after(outcome.kind()), outcome.reason()));
    }

    /** Keeps that a table stands still before a change, in the transaction under way. */
    void stop(Connection connection, Change.SchemaChange change, String reason) throws SQLException {
        write(connection, entry(change, SchemaChangeState.STOPPED, reason));
    }

    private void write(Connection connection, SchemaChangeTable.Entry entry) throws SQLException {
        // Not earlier: most sinks have no schema changes, and their role may not make tables there.
        SchemaChangeTable.createTable(connection);
        table.write(connection, entry);
    }

    private static SchemaChangeTable.Entry entry(Change.SchemaChange change, SchemaChangeState state, String reason) {
        return new SchemaChangeTable.Entry(
                change.table(),
                change.position().map(SourcePosition::toString),
                change.commitMicros() == Change.UNKNOWN_TIME ? Optional.empty() : Optional.of(change.commitMicros()),
                change.planned().statement(),
                String.join(";\n", change.planned().statements()),
                state,
                reason);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // Otherwise the driver rewrites what looks like a JDBC escape: {d ...} in a comment.
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}
