package io.sluice.sink.target;

import io.sluice.core.ddl.ChangeDecision;
import io.sluice.core.ddl.SchemaChangeState;
import io.sluice.core.name.Identifiers;
import io.sluice.core.name.TableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * What has become of schema changes, in the table {@code sluice.schema_change}:
 *
 * <ul>
 *   <li>{@code connector}, {@code target_schema}, {@code target_table}, {@code source_position}: which change it is;
 *   <li>{@code commit_time}: when MySQL made it; {@code statement}: as MySQL's log has it;
 *   <li>{@code executed}: what PostgreSQL got for it;
 *   <li>{@code state}: a {@link SchemaChangeState}; {@code reason}: why it is not simply {@code APPLIED};
 *   <li>{@code changed_at}: when that was written;
 *   <li>{@code topic}, {@code part}, {@code stopped_at}: which partition stands still before it, and at which of its offsets.
 *       It does so as long as the state is {@code STOPPED}, {@code decision} is NULL, and its offset is that one;
 *   <li>{@code rewrite_bytes}, {@code database_bytes}: the sizes of the table with its indexes and of the database when PostgreSQL
 *       began to write the table anew;
 *   <li>{@code decision}, a {@link ChangeDecision}, {@code decided_by} and {@code decided_at}: what a person wants to become
 *       of it.
 * </ul>
 *
 * <p>A change that is read again, as one that had stopped its table, has the same row.
 *
 * @param connector its name
 */
public record SchemaChangeTable(String connector) {

    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long NANOS_PER_MICRO = 1_000;

    private static final String EXISTS = "SELECT EXISTS (SELECT FROM pg_attribute"
            + " WHERE attrelid = to_regclass('sluice.schema_change') AND attname = 'decided_at')";

    private static final String CREATE = """
            CREATE TABLE IF NOT EXISTS sluice.schema_change (
                id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                connector text NOT NULL,
                target_schema text NOT NULL,
                target_table text NOT NULL,
                source_position text NOT NULL,
                commit_time timestamptz,
                statement text NOT NULL,
                executed text NOT NULL,
                state text NOT NULL,
                reason text NOT NULL,
                changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
                topic text,
                part integer,
                stopped_at bigint,
                rewrite_bytes bigint,
                database_bytes bigint,
                decision text,
                decided_by text,
                decided_at timestamptz,
                UNIQUE (connector, target_schema, target_table, source_position)
            );
            ALTER TABLE sluice.schema_change ADD COLUMN IF NOT EXISTS topic text,
                ADD COLUMN IF NOT EXISTS part integer,
                ADD COLUMN IF NOT EXISTS stopped_at bigint,
                ADD COLUMN IF NOT EXISTS rewrite_bytes bigint,
                ADD COLUMN IF NOT EXISTS database_bytes bigint,
                ADD COLUMN IF NOT EXISTS decision text,
                ADD COLUMN IF NOT EXISTS decided_by text,
                ADD COLUMN IF NOT EXISTS decided_at timestamptz""";

    private static final String WRITE = """
            INSERT INTO sluice.schema_change
                (connector, target_schema, target_table, source_position, commit_time, statement, executed, state, reason)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (connector, target_schema, target_table, source_position) DO UPDATE
            SET executed = excluded.executed, state = excluded.state, reason = excluded.reason,
                changed_at = clock_timestamp()""";

    private static final String STOP = """
            UPDATE sluice.schema_change SET topic = ?, part = ?, stopped_at = ?, decision = NULL
            WHERE connector = ? AND target_schema = ? AND target_table = ? AND source_position = ?""";

    private static final String REWRITING = """
            UPDATE sluice.schema_change
            SET rewrite_bytes = COALESCE(pg_total_relation_size(to_regclass(?)), 0),
                database_bytes = pg_database_size(current_database())
            WHERE connector = ? AND target_schema = ? AND target_table = ? AND source_position = ?""";

    private static final String BYTES = "SELECT COALESCE(pg_total_relation_size(to_regclass(?)), 0)";

    private static final String STOPPED = """
            SELECT c.topic, c.part FROM sluice.schema_change c
            JOIN sluice.sink_offset o ON o.connector = c.connector AND o.topic = c.topic AND o.part = c.part
            WHERE c.connector = ? AND c.state = 'STOPPED' AND c.decision IS NULL AND o.next_offset = c.stopped_at""";

    private static final String DECISION = """
            SELECT decision FROM sluice.schema_change
            WHERE connector = ? AND target_schema = ? AND target_table = ? AND source_position = ?
            FOR UPDATE""";

    private static final String MADE_ANEW = """
            SELECT EXISTS (SELECT FROM sluice.schema_change WHERE connector = ? AND target_schema = ? AND target_table = ?
                AND state = 'RELOAD_WANTED' AND decision = 'RELOAD')""";

    /**
     * A row.
     *
     * @param position the empty text if the record does not tell
     * @param commitMicros since the epoch; empty if the record does not tell
     */
    public record Entry(
            TableId table,
            String position,
            Optional<Long> commitMicros,
            String statement,
            String executed,
            SchemaChangeState state,
            String reason) {}

    /** Creates the table if it is missing, in the transaction under way; the schema is there. */
    public static void createTable(Connection connection) throws SQLException {
        if (!isThere(connection)) {
            SchemaEvolution.lock(connection);
            try (Statement statement = connection.createStatement()) {
                statement.execute(CREATE);
            }
        }
    }

    private static boolean isThere(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(EXISTS)) {
            return row.next() && row.getBoolean(1);
        }
    }

    /** Writes a row, in the transaction under way. */
    public void write(Connection connection, Entry entry) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
            name(statement, 1, entry.table(), entry.position());
            if (entry.commitMicros().isPresent()) {
                statement.setTimestamp(5, timestamp(entry.commitMicros().get()));
            } else {
                statement.setNull(5, Types.TIMESTAMP_WITH_TIMEZONE);
            }
            statement.setString(6, withoutNul(entry.statement()));
            statement.setString(7, withoutNul(entry.executed()));
            statement.setString(8, entry.state().name());
            statement.setString(9, withoutNul(entry.reason()));
            statement.executeUpdate();
        }
    }

    /** Keeps which partition stands still before a change that is {@code STOPPED}, in the transaction under way. */
    public void stop(Connection connection, TableId target, String position, TopicPartition partition, long offset)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(STOP)) {
            statement.setString(1, partition.topic());
            statement.setInt(2, partition.partition());
            statement.setLong(3, offset);
            name(statement, 4, target, position);
            statement.executeUpdate();
        }
    }

    /** Keeps how large a table is that is about to be written anew, in the transaction under way. */
    public void rewriting(Connection connection, TableId target, String position) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(REWRITING)) {
            statement.setString(1, Identifiers.quote(target));
            name(statement, 2, target, position);
            statement.executeUpdate();
        }
    }

    /** How large a table is with its indexes; 0 if it is not there. */
    public static long bytes(Connection connection, TableId target) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BYTES)) {
            statement.setString(1, Identifiers.quote(target));
            ResultSet row = statement.executeQuery();
            row.next();
            return row.getLong(1);
        }
    }

    /** The partitions that stand still before a change of which nobody has decided; none if the table is not there. */
    public Set<TopicPartition> stopped(Connection connection) throws SQLException {
        Set<TopicPartition> stopped = new HashSet<>();
        if (isThere(connection)) {
            try (PreparedStatement statement = connection.prepareStatement(STOPPED)) {
                statement.setString(1, connector);
                ResultSet row = statement.executeQuery();
                while (row.next()) {
                    stopped.add(new TopicPartition(row.getString(1), row.getInt(2)));
                }
            }
        }
        return stopped;
    }

    /** What has been decided about a change, also if it is read again after that was done; the table is there. */
    public Optional<ChangeDecision> decision(Connection connection, TableId target, String position)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(DECISION)) {
            name(statement, 1, target, position);
            ResultSet row = statement.executeQuery();
            return row.next() ? Optional.ofNullable(row.getString(1)).map(ChangeDecision::valueOf) : Optional.empty();
        }
    }

    /** Whether a decision by which the run makes a table anew has yet to be carried out; {@code schema_change} is there. */
    public boolean isMadeAnew(Connection connection, TableId target) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(MADE_ANEW)) {
            statement.setString(1, connector);
            statement.setString(2, target.schema());
            statement.setString(3, target.table());
            ResultSet row = statement.executeQuery();
            return row.next() && row.getBoolean(1);
        }
    }

    /** Sets four parameters. */
    private void name(PreparedStatement statement, int first, TableId target, String position) throws SQLException {
        statement.setString(first, connector);
        statement.setString(first + 1, target.schema());
        statement.setString(first + 2, target.table());
        statement.setString(first + 3, position);
    }

    private static Timestamp timestamp(long micros) {
        return Timestamp.from(Instant.ofEpochSecond(
                Math.floorDiv(micros, MICROS_PER_SECOND), Math.floorMod(micros, MICROS_PER_SECOND) * NANOS_PER_MICRO));
    }

    /** PostgreSQL's texts hold no NUL. */
    private static String withoutNul(String text) {
        return text.replace('\0', '\uFFFD');
    }
}
