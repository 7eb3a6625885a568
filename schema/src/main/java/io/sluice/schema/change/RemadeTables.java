package io.sluice.schema.change;

import io.sluice.core.ddl.SchemaOutcome;
import io.sluice.core.ddl.TargetChange;
import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import io.sluice.core.name.TableId;
import io.sluice.core.sql.Statement;
import io.sluice.core.sql.TableDefinition;
import io.sluice.schema.plan.SchemaPlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Makes tables anew as MySQL's catalogue has them, whatever they are in PostgreSQL. */
public final class RemadeTables {

    private RemadeTables() {}

    /**
     * Drops tables, with the foreign keys that refer to them, and nothing else that depends on them.
     *
     * @param target in autocommit mode
     * @throws SluiceException if PostgreSQL refuses it; nothing is changed then
     */
    public static void drop(Connection target, List<TableDefinition> tables) throws SQLException {
        execute(target, dropped(tables));
    }

    /**
     * Drops tables and makes them anew, without their indexes, triggers and constraints.
     *
     * @param target in autocommit mode
     * @param sources their names in MySQL
     * @throws SluiceException if PostgreSQL refuses it; nothing is changed then
     */
    public static void remake(Connection target, SchemaPlan plan, List<TableId> sources) throws SQLException {
        List<String> sql = new ArrayList<>(dropped(
                sources.stream().map(source -> plan.table(source).orElseThrow()).toList()));
        plan.beforeData(sources).stream().map(Statement::sql).forEach(sql::add);
        execute(target, sql);
    }

    /**
     * The same as a change for the sink.
     *
     * @param statement what is said of it in place of MySQL's
     */
    public static TargetChange change(TableDefinition table, String statement) {
        List<String> sql = new ArrayList<>(TableStatements.drop(table));
        sql.addAll(TableStatements.create(table));
        return TargetChange.of(statement, sql, SchemaOutcome.FOLLOWED);
    }

    private static List<String> dropped(List<TableDefinition> tables) {
        return tables.stream()
                .flatMap(table -> TableStatements.drop(table).stream())
                .toList();
    }

    private static void execute(Connection target, List<String> statements) throws SQLException {
        target.setAutoCommit(false);
        try (java.sql.Statement statement = target.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String sql : statements) {
                execute(statement, sql);
            }
            target.commit();
        } finally {
            target.rollback();
            target.setAutoCommit(true);
        }
    }

    private static void execute(java.sql.Statement statement, String sql) throws SQLException {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            if (String.valueOf(e.getSQLState()).startsWith("08")) {
                throw e;
            }
            throw new SluiceException(
                    ExitCode.FAILED_CHECK,
                    "PostgreSQL refuses '" + sql + "' (" + e.getMessage().replaceAll("\\s*\\R\\s*", "; ")
                            + "); remove what depends on the table, and try again",
                    e);
        }
    }
}
