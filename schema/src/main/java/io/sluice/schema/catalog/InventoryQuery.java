package io.sluice.schema.catalog;

import io.sluice.core.name.TableId;
import io.sluice.schema.catalog.CatalogRoutine.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads what a database has beside tables, as far as MySQL shows it to the user. */
final class InventoryQuery {

    private static final String VIEWS = """
            SELECT table_schema AS table_schema, table_name AS table_name, view_definition AS view_definition
            FROM information_schema.views
            WHERE table_schema IN (%s)
            ORDER BY table_schema, table_name""";

    private static final String COLUMNS = """
            SELECT c.table_schema AS table_schema, c.table_name AS table_name, c.column_name AS column_name
            FROM information_schema.columns c
            JOIN information_schema.views v ON v.table_schema = c.table_schema AND v.table_name = c.table_name
            WHERE c.table_schema IN (%s)
            ORDER BY c.table_schema, c.table_name, c.ordinal_position""";

    private static final String TRIGGERS = """
            SELECT trigger_schema AS table_schema, trigger_name AS table_name, 'TRIGGER' AS kind,
                   CONCAT(action_timing, ' ', event_manipulation, ' ON ', event_object_table) AS detail
            FROM information_schema.triggers
            WHERE trigger_schema IN (%s)
            ORDER BY trigger_schema, trigger_name""";

    private static final String ROUTINES = """
            SELECT routine_schema AS table_schema, routine_name AS table_name, routine_type AS kind, '' AS detail
            FROM information_schema.routines
            WHERE routine_type IN ('PROCEDURE', 'FUNCTION') AND routine_schema IN (%s)
            ORDER BY routine_schema, routine_name, routine_type""";

    private static final String EVENTS = """
            SELECT event_schema AS table_schema, event_name AS table_name, 'EVENT' AS kind,
                   CONCAT(event_type, COALESCE(CONCAT(' EVERY ', interval_value, ' ', interval_field), '')) AS detail
            FROM information_schema.events
            WHERE event_schema IN (%s)
            ORDER BY event_schema, event_name""";

    private InventoryQuery() {}

    static List<CatalogView> views(Connection mysql, List<String> databases) throws SQLException {
        Map<TableId, List<String>> columns =
                CatalogQuery.byTable(mysql, COLUMNS, databases, (view, row) -> row.getString("column_name"));
        List<CatalogView> views = new ArrayList<>();
        CatalogQuery.byTable(mysql, VIEWS, databases, (view, row) -> CatalogQuery.text(row, "view_definition"))
                .forEach((view, definition) ->
                        views.add(new CatalogView(view, columns.getOrDefault(view, List.of()), definition.get(0))));
        return views;
    }

    static List<CatalogRoutine> routines(Connection mysql, List<String> databases) throws SQLException {
        List<CatalogRoutine> routines = new ArrayList<>();
        for (String query : List.of(TRIGGERS, ROUTINES, EVENTS)) {
            CatalogQuery.byTable(
                            mysql,
                            query,
                            databases,
                            (id, row) -> new CatalogRoutine(
                                    id, Kind.valueOf(row.getString("kind")), CatalogQuery.text(row, "detail")))
                    .values()
                    .forEach(routines::addAll);
        }
        return routines;
    }
}
