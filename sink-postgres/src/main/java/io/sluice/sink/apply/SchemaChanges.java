package io.sluice.sink.apply;

import io.sluice.core.ddl.SchemaChangeState;
import io.sluice.core.ddl.SchemaOutcome;
import io.sluice.core.model.SourcePosition;
import io.sluice.sink.change.Change;
import io.sluice.sink.target.SchemaChangeTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Executes schema changes, and keeps what has become of them. */
final class SchemaChanges {

    /** A table, a column, a type or an object that is missing, or that is there already; a type that does not convert. */
    private static final Set<String> OTHER_TABLE = Set.of(
            "42P01", "42703", "42704", "42701", "42P07", "42710", "42P16", "42804", "42846", "42883");

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

    /** Whether the table is not what the change expects, and can be made anew. */
    static boolean isOfAnotherTable(Change.SchemaChange change, SQLException refusal) {
        String state = String.valueOf(refusal.getSQLState());
        return !change.planned().anew().isEmpty()
                && (OTHER_TABLE.contains(state) || state.startsWith("22") || state.startsWith("23"));
    }

    /** Makes the table anew in the transaction under way, in the place of the change; its rows have to be brought anew. */
    void make(Connection connection, Change.SchemaChange change, String reason) throws SQLException {
        List<String> statements = change.planned().anew();
        for (String sql : statements) {
            execute(connection, sql);
        }
        String sentence = "the table in PostgreSQL was not what it was in MySQL, and is made anew: " + reason;
        write(connection, entry(change, statements, SchemaChangeState.RELOAD_WANTED, sentence));
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
        List<String> statements = change.planned().statements();
        write(connection, entry(change, statements, SchemaChangeState.after(outcome.kind()), outcome.reason()));
    }

    /** Keeps that a table stands still before a change, in the transaction under way. */
    void stop(Connection connection, Change.SchemaChange change, String reason) throws SQLException {
        write(connection, entry(change, change.planned().statements(), SchemaChangeState.STOPPED, reason));
    }

    private void write(Connection connection, SchemaChangeTable.Entry entry) throws SQLException {
        // Not earlier: most sinks have no schema changes, and their role may not make tables there.
        SchemaChangeTable.createTable(connection);
        table.write(connection, entry);
    }

    private static SchemaChangeTable.Entry entry(
            Change.SchemaChange change, List<String> executed, SchemaChangeState state, String reason) {
        return new SchemaChangeTable.Entry(
                change.table(),
                change.position().map(SourcePosition::toString),
                change.commitMicros() == Change.UNKNOWN_TIME ? Optional.empty() : Optional.of(change.commitMicros()),
                change.planned().statement(),
                String.join(";\n", executed),
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
