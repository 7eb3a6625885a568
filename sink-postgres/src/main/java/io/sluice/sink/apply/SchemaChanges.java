package io.sluice.sink.apply;

import io.sluice.core.ddl.ChangeDecision;
import io.sluice.core.ddl.SchemaChangeState;
import io.sluice.core.ddl.SchemaOutcome;
import io.sluice.core.ddl.TargetChange;
import io.sluice.core.model.SourcePosition;
import io.sluice.sink.change.Change;
import io.sluice.sink.target.SchemaChangeTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** Executes schema changes, and keeps what has become of them. */
final class SchemaChanges {

    /** A table, a column, a type or an object that is missing, or that is there already; a type that does not convert. */
    private static final Set<String> OTHER_TABLE =
            Set.of("42P01", "42703", "42704", "42701", "42P07", "42710", "42P16", "42804", "42846", "42883");

    private final SchemaChangeTable table;
    private final long rewriteBytesMax;

    /** @param rewriteBytesMax how large a table may be that is written anew */
    SchemaChanges(SchemaChangeTable table, long rewriteBytesMax) {
        this.table = table;
        this.rewriteBytesMax = rewriteBytesMax;
    }

    /** Whether PostgreSQL has refused a statement itself, so that trying again would not help. */
    static boolean isRefusal(SqlFault fault) {
        return switch (fault) {
            case PASSING, TIMEOUT -> false;
            case RECORD, FOREIGN_KEY, OCCUPIED, LAYOUT, LASTING -> true;
        };
    }

    /** The change, or one that empties the table before, if PostgreSQL would write too large a table anew. */
    Change.SchemaChange bounded(Connection connection, Change.SchemaChange change) throws SQLException {
        TargetChange planned = change.planned();
        if (planned.extent() == TargetChange.Extent.DEFINITION) {
            return change;
        }
        long bytes = SchemaChangeTable.bytes(connection, change.table());
        if (bytes <= rewriteBytesMax) {
            return change;
        }
        List<String> statements = new ArrayList<>(planned.statements());
        statements.add(0, SqlWriter.truncate(change.table()));
        String reason = "the table has %,d bytes, and PostgreSQL writes none anew of more than %,d"
                .formatted(bytes, rewriteBytesMax);
        TargetChange emptying = new TargetChange(
                planned.statement(),
                planned.ahead(),
                statements,
                planned.anew(),
                SchemaOutcome.reload(reason),
                TargetChange.Extent.DEFINITION,
                planned.held());
        return new Change.SchemaChange(change.record(), change.table(), emptying, change.commitMicros());
    }

    /** Lets others see, once the transaction under way is committed, that PostgreSQL writes the table anew. */
    void announce(Connection connection, Change.SchemaChange change) throws SQLException {
        write(
                connection,
                entry(
                        change,
                        SchemaChangeState.REWRITING,
                        change.planned().outcome().reason()));
        table.rewriting(connection, change.table(), position(change));
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

    /** What a person has decided about a change, if somebody has. */
    Optional<ChangeDecision> decision(Connection connection, Change.SchemaChange change) throws SQLException {
        SchemaChangeTable.createTable(connection);
        return table.decision(connection, change.table(), position(change));
    }

    /** Those of the partitions that stand still before a change of which nobody has decided. */
    Set<TopicPartition> stopped(Connection connection, Collection<TopicPartition> partitions) throws SQLException {
        Set<TopicPartition> stopped = new HashSet<>(table.stopped(connection));
        stopped.retainAll(partitions);
        return stopped;
    }

    /** Whether the change is executed, if nothing hinders. */
    static boolean isExecuted(Optional<ChangeDecision> decision) {
        return decision.isEmpty() || decision.get() == ChangeDecision.APPLY;
    }

    /** Why the table stands still before a change, if it does, as one sentence without its end. */
    static Optional<String> hindrance(Change.SchemaChange change, Optional<ChangeDecision> decision) {
        SchemaOutcome outcome = change.planned().outcome();
        if (isExecuted(decision) && outcome.kind() == SchemaOutcome.Kind.STOP) {
            return Optional.of(outcome.reason());
        }
        return decision.isEmpty() ? change.planned().held() : Optional.empty();
    }

    /** Executes a change in the transaction under way, or keeps that it is passed over. */
    void settle(Connection connection, Change.SchemaChange change, Optional<ChangeDecision> decision)
            throws SQLException {
        if (isExecuted(decision)) {
            for (String sql : change.planned().statements()) {
                execute(connection, sql);
            }
            SchemaOutcome outcome = change.planned().outcome();
            write(connection, entry(change, SchemaChangeState.after(outcome.kind()), outcome.reason()));
            return;
        }
        SchemaChangeState state =
                switch (decision.orElseThrow()) {
                    case SKIP -> SchemaChangeState.SKIPPED;
                    case RELOAD -> SchemaChangeState.RELOAD_WANTED;
                    case APPLY -> throw new IllegalStateException("an applied change is executed");
                };
        write(connection, entry(change, state, "a person has decided so"));
    }

    /** Whether a person has decided of an earlier change of the table that it is made anew, and that is yet to come. */
    boolean isMadeAnew(Connection connection, Change.SchemaChange change) throws SQLException {
        return table.isMadeAnew(connection, change.table());
    }

    /** Keeps that a change is left to the reload that an earlier one has led to. */
    void pass(Connection connection, Change.SchemaChange change, String reason) throws SQLException {
        write(connection, entry(change, SchemaChangeState.RELOAD_WANTED, reason));
    }

    /**
     * Keeps that a table stands still before a change, in the transaction under way.
     *
     * @param offset that the partition has
     */
    void stop(Connection connection, Change.SchemaChange change, long offset, String reason) throws SQLException {
        SchemaChangeTable.createTable(connection);
        table.write(connection, entry(change, SchemaChangeState.STOPPED, reason));
        table.stop(connection, change.table(), position(change), change.partition(), offset);
    }

    private void write(Connection connection, SchemaChangeTable.Entry entry) throws SQLException {
        // Not earlier: most sinks have no schema changes, and their role may not make tables there.
        SchemaChangeTable.createTable(connection);
        table.write(connection, entry);
    }

    private static SchemaChangeTable.Entry entry(Change.SchemaChange change, SchemaChangeState state, String reason) {
        return entry(change, change.planned().statements(), state, reason);
    }

    private static SchemaChangeTable.Entry entry(
            Change.SchemaChange change, List<String> executed, SchemaChangeState state, String reason) {
        return new SchemaChangeTable.Entry(
                change.table(),
                position(change),
                change.commitMicros() == Change.UNKNOWN_TIME ? Optional.empty() : Optional.of(change.commitMicros()),
                change.planned().statement(),
                String.join(";\n", executed),
                state,
                reason);
    }

    /** Empty if the record does not tell. */
    private static String position(Change.SchemaChange change) {
        return change.position().map(SourcePosition::toString).orElse("");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // Otherwise the driver rewrites what looks like a JDBC escape: {d ...} in a comment.
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}
