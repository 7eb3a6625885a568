package io.sluice.sink.target;

import io.sluice.core.ddl.SchemaChangeState;
import io.sluice.core.name.TableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.Optional;

/**
 * What has become of schema changes, in the table {@code sluice.schema_change}:
 *
 * <ul>
 *   <li>{@code connector}, {@code target_schema}, {@code target_table}, {@code source_position}: which change it is;
 *   <li>{@code commit_time}: when MySQL made it; {@code statement}: as MySQL's log has it;
 *   <li>{@code executed}: what PostgreSQL got for it;
 *   <li>{@code state}: a {@link SchemaChangeState}; {@code reason}: why it is not simply {@code APPLIED};
 *   <li>{@code changed_at}: when that was written.
 * </ul>
 *
 * <p>A change that is read again, as one that had stopped its table, has the same row.
 *
 * @param connector its name
 */
public record SchemaChangeTable(String connector) {

    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long NANOS_PER_MICRO = 1_000;

    private static final String EXISTS = "SELECT to_regclass('sluice.schema_change') IS NOT NULL";

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
                UNIQUE (connector, target_schema, target_table, source_position)
            )""";

    private static final String WRITE = """
            INSERT INTO sluice.schema_change
                (connector, target_schema, target_table, source_position, commit_time, statement, executed, state, reason)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (connector, target_schema, target_table, source_position) DO UPDATE
            SET executed = excluded.executed, state = excluded.state, reason = excluded.reason,
                changed_at = clock_timestamp()""";

    /**
     * A row.
     *
     * @param position empty if the record does not tell
     * @param commitMicros since the epoch; empty if the record does not tell
     */
    public record Entry(
            TableId table,
            Optional<String> position,
            Optional<Long> commitMicros,
            String statement,
            String executed,
            SchemaChangeState state,
            String reason) {}

    /** Creates the table if it is missing, in the transaction under way; the schema is there. */
    public static void createTable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            ResultSet row = statement.executeQuery(EXISTS);
            row.next();
            if (!row.getBoolean(1)) {
                SchemaEvolution.lock(connection);
                statement.execute(CREATE);
            }
        }
    }

    /** Writes a row, in the transaction under way. */
    public void write(Connection connection, Entry entry) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
            statement.setString(1, connector);
            statement.setString(2, entry.table().schema());
            statement.setString(3, entry.table().table());
            statement.setString(4, entry.position().orElse(""));
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

    private static Timestamp timestamp(long micros) {
        return Timestamp.from(Instant.ofEpochSecond(
                Math.floorDiv(micros, MICROS_PER_SECOND), Math.floorMod(micros, MICROS_PER_SECOND) * NANOS_PER_MICRO));
    }

    /** PostgreSQL's texts hold no NUL. */
    private static String withoutNul(String text) {
        return text.replace('\0', '\uFFFD');
    }
}
