package io.sluice.schema.part;

import io.sluice.core.name.TableId;
import io.sluice.core.sql.TablePart;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The indexes, checks and foreign keys that PostgreSQL has, whoever has made them. */
final class PresentParts {

    /** Whether all rows are in the index, or satisfy the constraint. */
    enum Validity {
        VALID,
        /** Not all of them, or not known to. */
        INVALID
    }

    /** Without the indexes that constraints are kept by, and what partitions have from their table. */
    private static final String READ = """
            SELECT n.nspname, t.relname, 'INDEX', i.relname, x.indisvalid
            FROM pg_catalog.pg_index x
            JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
            JOIN pg_catalog.pg_class t ON t.oid = x.indrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
            WHERE n.nspname = ANY (?) AND NOT i.relispartition
              AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint c
                              WHERE c.conindid = i.oid AND c.contype IN ('p', 'u', 'x'))
            UNION ALL
            SELECT n.nspname, t.relname, CASE c.contype WHEN 'c' THEN 'CHECK' ELSE 'FOREIGN_KEY' END, c.conname,
                   c.convalidated
            FROM pg_catalog.pg_constraint c
            JOIN pg_catalog.pg_class t ON t.oid = c.conrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
            WHERE n.nspname = ANY (?) AND c.contype IN ('c', 'f') AND c.conparentid = 0""";

    private PresentParts() {}

    static Map<TablePart.Id, Validity> read(Connection target, Collection<String> schemas) throws SQLException {
        Map<TablePart.Id, Validity> parts = new HashMap<>();
        try (PreparedStatement statement = target.prepareStatement(READ)) {
            statement.setArray(1, target.createArrayOf("text", schemas.toArray()));
            statement.setArray(2, target.createArrayOf("text", schemas.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    TableId table = new TableId(row.getString(1), row.getString(2));
                    parts.put(
                            new TablePart.Id(TablePart.Kind.valueOf(row.getString(3)), table, row.getString(4)),
                            row.getBoolean(5) ? Validity.VALID : Validity.INVALID);
                }
            }
        }
        return parts;
    }
}
