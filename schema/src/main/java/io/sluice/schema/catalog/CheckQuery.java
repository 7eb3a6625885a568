package io.sluice.schema.catalog;

import io.sluice.core.name.TableId;
import io.sluice.core.sql.CheckDefinition.Enforcement;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Reads CHECK constraints. */
final class CheckQuery {

    private static final String QUERY = """
            SELECT t.table_schema AS table_schema, t.table_name AS table_name,
                   t.constraint_name AS constraint_name, c.check_clause AS check_clause,
                   t.enforced AS enforced
            FROM information_schema.table_constraints t
            JOIN information_schema.check_constraints c
              ON c.constraint_schema = t.constraint_schema AND c.constraint_name = t.constraint_name
            WHERE t.constraint_type = 'CHECK' AND t.table_schema IN (%s)
            ORDER BY t.table_schema, t.table_name, t.constraint_name""";

    private CheckQuery() {}

    static Map<TableId, List<CatalogCheck>> read(Connection mysql, List<String> databases) throws SQLException {
        return CatalogQuery.byTable(
                mysql,
                QUERY,
                databases,
                (table, row) -> new CatalogCheck(
                        row.getString("constraint_name"),
                        row.getString("check_clause"),
                        row.getString("enforced").equals("NO") ? Enforcement.NOT_ENFORCED : Enforcement.ENFORCED));
    }
}
