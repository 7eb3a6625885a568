package io.sluice.sink.target;

import io.sluice.core.name.TableId;
import io.sluice.sink.plan.TableOrder;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Reads the target's foreign keys. */
final class ForeignKeys {

    private static final String REFERENCES = """
            SELECT fn.nspname, f.relname, tn.nspname, t.relname
            FROM pg_catalog.pg_constraint k
            JOIN pg_catalog.pg_class f ON f.oid = k.conrelid
            JOIN pg_catalog.pg_namespace fn ON fn.oid = f.relnamespace
            JOIN pg_catalog.pg_class t ON t.oid = k.confrelid
            JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
            WHERE k.contype = 'f' AND k.conrelid <> k.confrelid""";

    private final Map<TableId, Set<TableId>> references = new HashMap<>();
    private final Map<TableId, Integer> depths = new HashMap<>();

    private ForeignKeys() {}

    /** Tables that refer to each other in a circle have no right order, and get some order. */
    static TableOrder order(Connection connection) throws SQLException {
        ForeignKeys keys = new ForeignKeys();
        try (Statement statement = connection.createStatement()) {
            ResultSet rows = statement.executeQuery(REFERENCES);
            while (rows.next()) {
                TableId from = new TableId(rows.getString(1), rows.getString(2));
                TableId to = new TableId(rows.getString(3), rows.getString(4));
                keys.references.computeIfAbsent(from, absent -> new HashSet<>()).add(to);
            }
        }
        keys.references.keySet().forEach(table -> keys.depth(table, new HashSet<>()));
        return new TableOrder(keys.depths);
    }

    private int depth(TableId table, Set<TableId> path) {
        Integer known = depths.get(table);
        if (known != null || !path.add(table)) {
            return known == null ? 0 : known;
        }
        int depth = 0;
        for (TableId referenced : references.getOrDefault(table, Set.of())) {
            depth = Math.max(depth, depth(referenced, path) + 1);
        }
        path.remove(table);
        depths.put(table, depth);
        return depth;
    }
}
