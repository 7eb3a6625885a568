package io.sluice.schema.target;

import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import io.sluice.core.sql.Statement;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;

/**
 * How many of a pipeline's statements PostgreSQL has, in {@code sluice.schema_progress}, while its tables are made in several
 * transactions. Written in the transaction that makes it true; forgotten once all are made.
 */
public final class SchemaProgress {

    private static final String IS_THERE = "SELECT to_regclass('sluice.schema_progress') IS NOT NULL";

    private static final String READ = "SELECT statements, sha256 FROM sluice.schema_progress WHERE pipeline = ?";

    private static final String MAKE = """
            CREATE SCHEMA IF NOT EXISTS sluice;
            CREATE TABLE IF NOT EXISTS sluice.schema_progress (
                pipeline text PRIMARY KEY,
                statements integer NOT NULL,
                sha256 text NOT NULL)""";

    private static final String WRITE = """
            INSERT INTO sluice.schema_progress VALUES (?, ?, ?)
            ON CONFLICT (pipeline) DO UPDATE SET statements = EXCLUDED.statements, sha256 = EXCLUDED.sha256""";

    private final Connection target;
    private final String pipeline;

    public SchemaProgress(Connection target, String pipeline) {
        this.target = target;
        this.pipeline = pipeline;
    }

    /** Whether an earlier run was ended while it made the tables. Changes nothing. */
    public boolean isBegun() throws SQLException {
        return read(row -> true, false);
    }

    /**
     * How many of these statements an earlier run has executed; 0 if there was none. Changes nothing.
     *
     * @throws SluiceException if it has executed others
     */
    public int made(List<Statement> statements) throws SQLException {
        return read(row -> require(statements, row.getInt(1), row.getString(2)), 0);
    }

    private int require(List<Statement> statements, int made, String sha256) {
        if (made > statements.size() || !sha256.equals(sha256(statements.subList(0, made)))) {
            throw new SluiceException(
                    ExitCode.WRONG_USAGE,
                    "An earlier run was ended while it made the tables, and the tables to make have changed since; drop the"
                            + " schemas of 'target.schemas' in PostgreSQL, DELETE FROM sluice.schema_progress WHERE pipeline = '"
                            + pipeline + "', and start again");
        }
        return made;
    }

    /** Records that these statements, and those before them, are executed; belongs into their transaction. */
    public void record(List<Statement> executed) throws SQLException {
        try (var statement = target.createStatement()) {
            statement.execute(MAKE);
        }
        try (PreparedStatement statement = target.prepareStatement(WRITE)) {
            statement.setString(1, pipeline);
            statement.setInt(2, executed.size());
            statement.setString(3, sha256(executed));
            statement.executeUpdate();
        }
    }

    /** Forgets it; belongs into the transaction that records the pipeline. */
    public void forget() throws SQLException {
        if (isThere()) {
            try (PreparedStatement statement =
                    target.prepareStatement("DELETE FROM sluice.schema_progress WHERE pipeline = ?")) {
                statement.setString(1, pipeline);
                statement.executeUpdate();
            }
        }
    }

    private boolean isThere() throws SQLException {
        try (var statement = target.createStatement();
                ResultSet row = statement.executeQuery(IS_THERE)) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> T read(Reading<T> reading, T none) throws SQLException {
        if (!isThere()) {
            return none;
        }
        try (PreparedStatement statement = target.prepareStatement(READ)) {
            statement.setString(1, pipeline);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? reading.of(row) : none;
            }
        }
    }

    private static String sha256(List<Statement> statements) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            statements.forEach(statement -> digest.update((statement.sql() + ";\n").getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
