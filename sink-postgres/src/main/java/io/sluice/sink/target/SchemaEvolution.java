package io.sluice.sink.target;

import static io.sluice.core.name.Identifiers.quote;

import io.sluice.core.name.Identifiers;
import io.sluice.sink.change.TableShape;
import io.sluice.sink.change.TableShape.ColumnShape;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the sink may change in the target's schema. Nothing is ever dropped, or made to hold less. */
public enum SchemaEvolution {
    /** Nothing. Tables and columns are left to the user. */
    NONE,
    /**
     * Missing tables, columns, enum types and their labels are created as the records describe them; columns get a wider
     * type, or lose NOT NULL, where records declare that (see {@link Alterations}).
     */
    BASIC;

    private static final Logger LOG = LoggerFactory.getLogger(SchemaEvolution.class);

    /** Any number will do, as long as every sink takes the same one. */
    private static final String LOCK = "SELECT pg_advisory_xact_lock(7310579581543257701)";

    /** Lets one transaction at a time create things. IF NOT EXISTS alone fails where two create the same at once. */
    static void lock(Connection connection) throws SQLException {
        execute(connection, LOCK);
    }

    /** @throws ConnectException unless missing things may be created */
    void require(TableShape shape, String missing) {
        switch (this) {
            case BASIC -> {}
            case NONE ->
                throw new ConnectException("the target lacks " + missing + " that records for " + shape.table()
                        + " need: create what is missing, or set schema.evolution=basic");
        }
    }

    /** What is to be altered for records of this shape. */
    List<String> alterations(TableShape shape, TableLayout layout) {
        return switch (this) {
            case NONE -> List.of();
            case BASIC -> Alterations.of(shape, layout);
        };
    }

    /**
     * Alters what PostgreSQL lets the role alter. What it refuses, such as a column that a view depends on, is left to
     * a person: the values may fit all the same, and each that does not is refused by itself.
     */
    static void alterColumns(Connection connection, TableShape shape, List<String> actions) throws SQLException {
        // Together, since each change of a type may write the whole table anew.
        String sql = "ALTER TABLE " + quote(shape.table()) + " " + String.join(", ", actions);
        Savepoint before = connection.setSavepoint();
        try {
            execute(connection, sql);
            LOG.info("Altered as records ask for: {}", sql);
        } catch (SQLException e) {
            if (!isRefused(e)) {
                throw e;
            }
            connection.rollback(before);
            if (actions.size() == 1) {
                String reason = String.valueOf(e.getMessage()).replaceAll("\\s*\\R\\s*", "; ");
                LOG.warn("PostgreSQL refuses what records ask for, do it yourself: {}: {}", sql, reason);
            } else {
                for (String action : actions) {
                    alterColumns(connection, shape, List.of(action));
                }
            }
        }
    }

    /** For want of a right, or because of how the table is made; not for a lock or a lost connection. */
    private static boolean isRefused(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("42") || state.startsWith("0A");
    }

    static void createTable(Connection connection, TableShape shape) throws SQLException {
        execute(connection, "CREATE SCHEMA IF NOT EXISTS " + quote(shape.table().schema()));
        List<String> parts = new ArrayList<>();
        for (ColumnShape column : shape.columns()) {
            createEnum(connection, column);
            parts.add(definition(column) + (column.nullable() ? "" : " NOT NULL"));
        }
        if (!shape.keyless()) {
            parts.add("PRIMARY KEY (" + Identifiers.quoteAll(shape.key()) + ")");
        }
        execute(connection, "CREATE TABLE " + quote(shape.table()) + " (" + String.join(", ", parts) + ")");
        LOG.info("Created table {}", shape.table());
    }

    /** Without NOT NULL, which the rows that are there already would break. */
    static void addColumns(Connection connection, TableShape shape, Set<String> names) throws SQLException {
        for (ColumnShape column : shape.columns()) {
            if (names.contains(column.name())) {
                createEnum(connection, column);
                execute(connection, "ALTER TABLE " + quote(shape.table()) + " ADD COLUMN " + definition(column));
                LOG.info("Added column {} to table {}", column.name(), shape.table());
            }
        }
    }

    void addEnumLabels(Connection connection, TableShape shape) throws SQLException {
        switch (this) {
            case NONE -> {}
            case BASIC -> {
                for (ColumnShape column : shape.columns()) {
                    if (!column.enumLabels().isEmpty()) {
                        EnumLabels.add(connection, column.enumType(), column.enumLabels());
                    }
                }
            }
        }
    }

    private static String definition(ColumnShape column) {
        return quote(column.name()) + " " + column.type();
    }

    private static void createEnum(Connection connection, ColumnShape column) throws SQLException {
        if (!column.enumLabels().isEmpty() && !EnumLabels.typeExists(connection, column.enumType())) {
            List<String> labels =
                    column.enumLabels().stream().map(Identifiers::literal).toList();
            execute(connection, "CREATE TYPE " + column.enumType() + " AS ENUM (" + String.join(", ", labels) + ")");
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
