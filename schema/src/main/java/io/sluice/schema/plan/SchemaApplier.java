package io.sluice.schema.plan;

import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import io.sluice.core.retry.Backoff;
import io.sluice.schema.part.MadeParts;
import io.sluice.schema.plan.Finding.Severity;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Runs the statements of a schema plan on the target. */
public final class SchemaApplier {

    /** The index, constraint or function is there: from an earlier run that was cut short. */
    private static final Set<String> THERE_ALREADY = Set.of("42P07", "42710", "42723");

    /** Serialization failure, deadlock, lock timeout, and rows whose parents are still on their way. */
    private static final Set<String> PASSING = Set.of("40001", "40P01", "55P03", "23503");

    private static final int ATTEMPTS = 4;
    private static final Backoff PAUSES = Backoff.doubling(Duration.ofSeconds(1), Duration.ofSeconds(4));

    private SchemaApplier() {}

    /**
     * Makes the tables in the connection's transaction, which the caller begins and commits.
     *
     * @throws SluiceException if PostgreSQL refuses a statement; the transaction can then only be rolled back
     */
    public static void applyBeforeData(Connection target, SchemaPlan plan) {
        applyBeforeData(target, plan.beforeData());
    }

    /** The same with some of the statements. */
    static void applyBeforeData(Connection target, List<io.sluice.core.sql.Statement> statements) {
        for (var statement : statements) {
            String sql = statement.sql();
            try {
                execute(target, sql);
            } catch (SQLException e) {
                throw new SluiceException(
                        ExitCode.FAILED_CHECK,
                        "PostgreSQL refuses '" + firstLine(sql) + "' (" + reason(e)
                                + "); remove the cause and start again: of these tables, none is half made",
                        e);
            }
        }
    }

    /**
     * Makes indexes, triggers, constraints and views, each in a transaction of its own, and remembers them; what is there already
     * stays. Can be run again.
     *
     * @param target in autocommit mode
     * @return the statements that PostgreSQL refused, each with its reason
     * @throws SQLException if the connection is lost
     */
    public static List<Finding> applyAfterData(Connection target, SchemaPlan plan)
            throws SQLException, InterruptedException {
        List<Finding> refused = applyOneByOne(target, plan.afterData());
        new MadeParts(target).remember(plan.tables());
        return refused;
    }

    /**
     * Checks the rows against the constraints, while changes go on: a child may for a moment be there before its parent,
     * so a check that fails is repeated for a while. Can be run again.
     *
     * @param target in autocommit mode
     * @return the checks that failed to the end, each with its reason: those constraints hold for new rows only
     * @throws SQLException if the connection is lost
     */
    public static List<Finding> validate(Connection target, SchemaPlan plan) throws SQLException, InterruptedException {
        return applyOneByOne(target, plan.validation());
    }

    private static List<Finding> applyOneByOne(Connection target, List<io.sluice.core.sql.Statement> statements)
            throws SQLException, InterruptedException {
        List<Finding> refused = new ArrayList<>();
        for (var statement : statements) {
            String sql = statement.sql();
            try {
                executeWithPatience(target, sql);
            } catch (SQLException e) {
                if (String.valueOf(e.getSQLState()).startsWith("08")) {
                    throw e;
                }
                refused.add(new Finding(
                        Severity.WARNING,
                        Finding.Code.STATEMENT_REFUSED,
                        firstLine(sql),
                        "PostgreSQL refuses it: " + reason(e),
                        "run it by hand"));
            }
        }
        return refused;
    }

    private static void executeWithPatience(Connection target, String sql) throws SQLException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                execute(target, sql);
                return;
            } catch (SQLException e) {
                if (THERE_ALREADY.contains(e.getSQLState())) {
                    return;
                }
                if (attempt == ATTEMPTS || !PASSING.contains(e.getSQLState())) {
                    throw e;
                }
                Thread.sleep(PAUSES.after(attempt).toMillis());
            }
        }
    }

    private static void execute(Connection target, String sql) throws SQLException {
        try (Statement statement = target.createStatement()) {
            // Otherwise the driver rewrites what looks like a JDBC escape: {d ...} in a comment.
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    private static String firstLine(String sql) {
        return sql.lines().findFirst().orElse(sql);
    }

    private static String reason(SQLException e) {
        return firstLine(String.valueOf(e.getMessage()));
    }
}
