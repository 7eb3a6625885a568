package io.sluice.sink.target;

import io.sluice.core.name.TableId;
import io.sluice.sink.change.TableShape;
import io.sluice.sink.change.TableShape.ColumnShape;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * The target's tables, read once each, and made to fit the records that are written to them. Not thread-safe.
 *
 * <p>{@link #forget} has to be called whenever a transaction is rolled back, since what it created is gone then.
 */
public final class TargetTables {

    private final SchemaEvolution evolution;
    private final Staging staging = new Staging();
    private final Map<TableId, TableLayout> layouts = new HashMap<>();
    private final Set<TableShape> fitting = new HashSet<>();
    /** Kept when the rest is forgotten: the rows that were in the way are still there. */
    private final Set<TableId> occupied = new HashSet<>();

    public TargetTables(SchemaEvolution evolution) {
        this.evolution = evolution;
    }

    /** The layout of a table, which may not exist. */
    public Optional<TableLayout> find(Connection connection, TableId table) throws SQLException {
        TableLayout known = layouts.get(table);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<TableLayout> read = TableLayout.read(connection, table);
        read.ifPresent(layout -> layouts.put(table, layout));
        return read;
    }

    public Staging staging() {
        return staging;
    }

    /** Whether rows of this shape can be written as things are. */
    public boolean fits(TableShape shape) {
        return fitting.contains(shape);
    }

    /**
     * Creates what is missing for rows of this shape, and alters what is too narrow, in the transaction under way.
     *
     * @throws ConnectException if something is missing and must not be created
     */
    public void fit(Connection connection, TableShape shape) throws SQLException {
        if (fitting.contains(shape)) {
            return;
        }
        Optional<TableLayout> found = find(connection, shape.table());
        if (found.isEmpty() || !missing(shape, found.get()).isEmpty()) {
            evolution.require(shape, found.isEmpty() ? "the table" : "the columns " + missing(shape, found.get()));
            evolve(connection, shape);
        } else if (!evolution.alterations(shape, found.get()).isEmpty()) {
            evolve(connection, shape);
        }
        fitting.add(shape);
    }

    private void evolve(Connection connection, TableShape shape) throws SQLException {
        SchemaEvolution.lock(connection);
        // Read again: the task that held the lock may have done it.
        layouts.remove(shape.table());
        Optional<TableLayout> found = find(connection, shape.table());
        if (found.isEmpty()) {
            SchemaEvolution.createTable(connection, shape);
        } else {
            SchemaEvolution.addColumns(connection, shape, missing(shape, found.get()));
            List<String> alterations = evolution.alterations(shape, found.get());
            if (!alterations.isEmpty()) {
                SchemaEvolution.alterColumns(connection, shape, alterations);
            }
        }
        layouts.remove(shape.table());
        find(connection, shape.table());
    }

    /**
     * Adds the labels that enum types of this shape lack, in a transaction of its own: PostgreSQL does not let a
     * label be used by the one that added it.
     */
    public void addEnumLabels(Connection connection, TableShape shape) throws SQLException {
        if (!fitting.contains(shape)) {
            evolution.addEnumLabels(connection, shape);
        }
    }

    /** Whether rows may be copied straight into the table, as none of them is there. */
    public boolean takesCopies(TableLayout layout) {
        return layout.relation() == TableLayout.Relation.TABLE && !occupied.contains(layout.table());
    }

    /** A copy met rows that were there already: from now on rows are upserted, until the table is emptied. */
    public void occupied(TableId table) {
        occupied.add(table);
    }

    public void emptied(TableId table) {
        occupied.remove(table);
    }

    /**
     * Checks a table into which the transaction under way has copied rows, and which its lock now keeps as it is. The
     * layout may have been outdated when the rows were encoded, and PostgreSQL reads the bytes of one type as another's
     * without an error: those of a small bigint are a numeric's 0.
     *
     * @throws SQLException if the table has another layout, which has to be read again
     */
    public void requireUnaltered(Connection connection, TableLayout layout) throws SQLException {
        if (!TableLayout.read(connection, layout.table()).equals(Optional.of(layout))) {
            throw new SQLException("table " + layout.table() + " was altered while rows were copied into it", "42804");
        }
    }

    /** Everything is read again when it is next needed. */
    public void forget() {
        layouts.clear();
        fitting.clear();
    }

    private static Set<String> missing(TableShape shape, TableLayout layout) {
        Set<String> missing = new LinkedHashSet<>();
        for (ColumnShape column : shape.columns()) {
            if (!layout.columns().containsKey(column.name())) {
                missing.add(column.name());
            }
        }
        return missing;
    }
}
