package io.sluice.control.letter;

import io.sluice.core.letter.DeadLetter;
import io.sluice.core.letter.GivenReason;
import io.sluice.core.letter.LetterOrigin;
import io.sluice.core.letter.LetterStage;
import io.sluice.core.letter.ReasonClass;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The tables {@code sluice.dead_letter} and {@code sluice.dead_letter_log}, and the form that letters have in them. */
final class LetterSql {

    private static final String EXISTS = "SELECT to_regclass('sluice.dead_letter') IS NOT NULL";

    private static final String CREATE = """
            CREATE SCHEMA IF NOT EXISTS sluice;
            CREATE TABLE IF NOT EXISTS sluice.dead_letter_log (
                pipeline text PRIMARY KEY,
                topic_id text NOT NULL,
                next_number bigint NOT NULL,
                version bigint NOT NULL
            );
            CREATE TABLE IF NOT EXISTS sluice.dead_letter (
                pipeline text NOT NULL,
                number bigint NOT NULL,
                origin text NOT NULL,
                topic text NOT NULL,
                part integer,
                record_offset bigint,
                stage text NOT NULL,
                position text,
                row_key text,
                reason_class text NOT NULL,
                reason text NOT NULL,
                constraint_name text,
                reason_without_values text NOT NULL,
                written_at timestamptz NOT NULL,
                state text NOT NULL DEFAULT 'OPEN',
                state_since timestamptz NOT NULL DEFAULT clock_timestamp(),
                PRIMARY KEY (pipeline, number),
                UNIQUE (pipeline, origin)
            );
            CREATE INDEX IF NOT EXISTS dead_letter_open ON sluice.dead_letter (pipeline, topic) WHERE state = 'OPEN'""";

    private static final String INSERT = """
            INSERT INTO sluice.dead_letter (pipeline, number, origin, topic, part, record_offset, stage, position, row_key,
                reason_class, reason, constraint_name, reason_without_values, written_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT DO NOTHING""";

    /** What {@link #letter} reads. */
    static final String COLUMNS = "number, origin, topic, part, record_offset, stage, position, row_key, reason_class,"
            + " reason, constraint_name, written_at, state, state_since";

    private LetterSql() {}

    /** Creates the tables if they are missing, in the transaction under way. */
    static void createTables(Connection postgres) throws SQLException {
        try (Statement statement = postgres.createStatement()) {
            // Looked for first: IF NOT EXISTS asks for the right to create even where there is nothing to do.
            ResultSet row = statement.executeQuery(EXISTS);
            if (row.next() && row.getBoolean(1)) {
                return;
            }
            // Two that create at once would fail at each other.
            statement.execute("SELECT pg_advisory_xact_lock(hashtext('sluice.dead_letter'))");
            statement.execute(CREATE);
        }
    }

    /** Adds letters, except those that are there, and those of records that have one. */
    static void insert(Connection postgres, String pipeline, List<DeadLetter> letters) throws SQLException {
        try (PreparedStatement statement = postgres.prepareStatement(INSERT)) {
            for (DeadLetter letter : letters) {
                set(statement, pipeline, letter);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void set(PreparedStatement statement, String pipeline, DeadLetter letter) throws SQLException {
        LetterOrigin origin = letter.origin();
        GivenReason reason = letter.reason();
        statement.setString(1, pipeline);
        statement.setLong(2, letter.number());
        statement.setString(3, origin.id());
        statement.setString(4, origin.topic());
        statement.setObject(
                5, origin.partition().isPresent() ? origin.partition().getAsInt() : null, Types.INTEGER);
        statement.setObject(6, origin.offset().isPresent() ? origin.offset().getAsLong() : null, Types.BIGINT);
        statement.setString(7, letter.stage().name());
        statement.setString(8, letter.position().orElse(null));
        statement.setString(9, letter.key().orElse(null));
        statement.setString(10, reason.kind().name());
        statement.setString(11, text(reason.sentence()));
        statement.setString(12, reason.constraint().map(LetterSql::text).orElse(null));
        statement.setString(13, text(ReasonText.of(reason.sentence())));
        statement.setTimestamp(14, new Timestamp(letter.writtenMillis()));
    }

    /** PostgreSQL's text has no NUL, which a value that a reason quotes may have. */
    private static String text(String any) {
        return any.replace('\0', '\u2400');
    }

    /** The letter of a row of {@link #COLUMNS}. */
    static TrackedLetter letter(ResultSet row) throws SQLException {
        long offset = row.getLong("record_offset");
        boolean ofRow = row.wasNull();
        LetterOrigin origin = new LetterOrigin(
                row.getString("origin"),
                row.getString("topic"),
                ofRow ? OptionalInt.empty() : OptionalInt.of(row.getInt("part")),
                ofRow ? OptionalLong.empty() : OptionalLong.of(offset));
        GivenReason reason = new GivenReason(
                ReasonClass.valueOf(row.getString("reason_class")),
                row.getString("reason"),
                Optional.ofNullable(row.getString("constraint_name")));
        DeadLetter letter = new DeadLetter(
                row.getLong("number"),
                origin,
                LetterStage.valueOf(row.getString("stage")),
                Optional.ofNullable(row.getString("position")),
                Optional.ofNullable(row.getString("row_key")),
                reason,
                row.getTimestamp("written_at").getTime());
        return new TrackedLetter(
                letter,
                LetterState.valueOf(row.getString("state")),
                row.getTimestamp("state_since").getTime());
    }
}
