package io.sluice.sink.target;

import static io.sluice.core.sql.Identifiers.quote;

import io.sluice.core.sql.Identifiers;
import io.sluice.sink.change.TableShape;
import io.sluice.sink.change.TableShape.ColumnShape;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the sink may change in the target's schema. Nothing is ever dropped or retyped. */
public enum SchemaEvolution {
    /** Nothing: tables and columns are the user's affair. */
    NONE,
    /** Missing tables, columns, enum types and their labels are created as the records describe them. */
    BASIC;

    private static final Logger LOG = LoggerFactory.getLogger(SchemaEvolution.class);

    /** Any number will do, as long as every sink takes the same one. */
    private static final String LOCK = "SELECT pg_advisory_xact_lock(7310579581543257701)";

    /** Lets one transaction at a time create things; IF NOT EXISTS alone still fails when two are at it at once. */
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
                        EnumLabels.add(connection, column.type(), column.enumLabels());
                    }
                }
            }
        }
    }

    private static String definition(ColumnShape column) {
        return quote(column.name()) + " " + column.type();
    }

    private static void createEnum(Connection connection, ColumnShape column) throws SQLException {
        if (!column.enumLabels().isEmpty() && !EnumLabels.typeExists(connection, column.type())) {
            List<String> labels =
                    column.enumLabels().stream().map(Identifiers::literal).toList();
            execute(connection, "CREATE TYPE " + column.type() + " AS ENUM (" + String.join(", ", labels) + ")");
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
