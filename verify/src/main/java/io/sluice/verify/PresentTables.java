package io.sluice.verify;

import io.sluice.core.name.TableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The tables that PostgreSQL has. */
public final class PresentTables {

    /** Without the parts of a partitioned table, and without what extensions brought along. */
    private static final String TABLES = """
            SELECT n.nspname, c.relname
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ANY (?) AND c.relkind IN ('r', 'p') AND NOT c.relispartition
              AND NOT EXISTS (SELECT 1 FROM pg_depend d
                              WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
            ORDER BY 1, 2""";

    private PresentTables() {}

    /** All tables of the schemas, in order. */
    public static List<TableId> in(Connection target, Collection<String> schemas) throws SQLException {
        List<TableId> tables = new ArrayList<>();
        try (PreparedStatement statement = target.prepareStatement(TABLES)) {
            statement.setArray(1, target.createArrayOf("text", schemas.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    tables.add(new TableId(row.getString(1), row.getString(2)));
                }
            }
        }
        return tables;
    }
}
