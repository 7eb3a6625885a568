package io.sluice.verify;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads rows of both sides by their keys, always as they are now. Connects at the first use. Not thread-safe. */
final class KeyLookup implements AutoCloseable {

    private final ConnectionSupplier sourceConnections;
    private final SourceReader sourceReader;
    private final ConnectionSupplier targetConnections;
    private final TargetReader targetReader;
    private final KeyOrder order;
    private Connection source;
    private Connection target;

    KeyLookup(
            ConnectionSupplier sourceConnections,
            SourceReader sourceReader,
            ConnectionSupplier targetConnections,
            TargetReader targetReader,
            KeyOrder order) {
        this.sourceConnections = sourceConnections;
        this.sourceReader = sourceReader;
        this.targetConnections = targetConnections;
        this.targetReader = targetReader;
        this.order = order;
    }

    /** MySQL's rows by key; a key without a row is absent. */
    Map<List<Object>, Object[]> source(List<List<Object>> keys) throws SQLException {
        if (source == null) {
            source = sourceConnections.open();
        }
        Map<List<Object>, Object[]> rows = new HashMap<>();
        sourceReader.lookup(source, keys, row -> rows.put(order.key(row), row));
        return rows;
    }

    /**
     * PostgreSQL's rows by key.
     *
     * @param repeated takes the keys that have more than one row: the table lacks its primary key
     */
    Map<List<Object>, Object[]> target(List<List<Object>> keys, Set<List<Object>> repeated) throws SQLException {
        if (target == null) {
            target = targetConnections.open();
        }
        Map<List<Object>, Object[]> rows = new HashMap<>();
        // A key may be asked for once only, or its row would seem to be there twice.
        targetReader.lookup(target, List.copyOf(new HashSet<>(keys)), row -> {
            if (rows.put(order.key(row), row) != null) {
                repeated.add(order.key(row));
            }
        });
        return rows;
    }

    @Override
    public void close() throws SQLException {
        try (Connection first = source;
                Connection second = target) {
            source = null;
            target = null;
        }
    }
}
