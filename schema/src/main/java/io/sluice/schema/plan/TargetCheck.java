package io.sluice.schema.plan;

import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import io.sluice.core.name.Identifiers;
import io.sluice.core.name.TableId;
import io.sluice.core.sql.TableDefinition;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether the tables of a plan can be made in the target. Reads only. */
public final class TargetCheck {

    /** Without what extensions brought along. */
    private static final String TABLES = """
            SELECT n.nspname, c.relname
            FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ANY (?) AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
              AND NOT EXISTS (SELECT 1 FROM pg_depend d
                              WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('e', 'i', 'a'))
            ORDER BY 1, 2""";

    /** Not from information_schema, which hides the columns of others' tables. */
    private static final String COLUMNS = """
            SELECT a.attname
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ? AND c.relname = ? AND a.attnum > 0 AND NOT a.attisdropped
            ORDER BY a.attnum""";

    private static final String MAY_CREATE = """
            SELECT current_user, current_database(), has_database_privilege(current_database(), 'CREATE')""";

    /** Those that exist; the others are made. */
    private static final String CLOSED_SCHEMAS = """
            SELECT current_user, nspname FROM pg_namespace
            WHERE nspname = ANY (?)
              AND NOT (has_schema_privilege(oid, 'USAGE') AND has_schema_privilege(oid, 'CREATE'))
            ORDER BY nspname""";

    private final Connection target;
    private final SchemaPlan plan;

    private TargetCheck(Connection target, SchemaPlan plan) {
        this.target = target;
        this.plan = plan;
    }

    /** @throws SluiceException saying what is in the way, and what to do */
    public static void run(Connection target, SchemaPlan plan) throws SQLException {
        TargetCheck check = new TargetCheck(target, plan);
        check.requirePrivilege();
        check.requireColumns();
        List<TableId> present = check.present();
        for (TableId table : present) {
            check.refuseOurs(table);
        }
        if (!present.isEmpty()) {
            TableId first = present.get(0);
            throw new SluiceException(
                    ExitCode.WRONG_USAGE,
                    "Schema " + first.schema() + " of the target is not empty (it has " + first.table()
                            + "); empty it, or choose another one under 'target.schemas'");
        }
        check.requireOpenSchemas();
    }

    private void requirePrivilege() throws SQLException {
        try (PreparedStatement statement = target.prepareStatement(MAY_CREATE);
                ResultSet row = statement.executeQuery()) {
            row.next();
            if (!row.getBoolean(3)) {
                throw new SluiceException(
                        ExitCode.WRONG_USAGE,
                        "PostgreSQL role " + row.getString(1) + " may not create schemas; GRANT CREATE ON DATABASE "
                                + row.getString(2) + " TO it");
            }
        }
    }

    private void requireColumns() {
        for (TableDefinition table : plan.tables()) {
            if (table.columns().size() > RowWidth.COLUMNS_MAX) {
                throw new SluiceException(
                        ExitCode.WRONG_USAGE,
                        "Table " + table.id() + " would have " + table.columns().size()
                                + " columns, and PostgreSQL takes " + RowWidth.COLUMNS_MAX
                                + "; leave it out under 'source.tables.exclude', or divide it in MySQL");
            }
        }
    }

    private void requireOpenSchemas() throws SQLException {
        try (PreparedStatement statement = target.prepareStatement(CLOSED_SCHEMAS)) {
            statement.setArray(1, schemas());
            try (ResultSet row = statement.executeQuery()) {
                if (row.next()) {
                    String schema = Identifiers.quote(row.getString(2));
                    throw new SluiceException(
                            ExitCode.WRONG_USAGE,
                            "PostgreSQL role " + row.getString(1) + " may not create tables in schema " + schema
                                    + "; GRANT USAGE, CREATE ON SCHEMA " + schema + " TO it");
                }
            }
        }
    }

    private Array schemas() throws SQLException {
        return target.createArrayOf(
                "text",
                plan.tables().stream()
                        .map(table -> table.id().schema())
                        .distinct()
                        .toArray());
    }

    private List<TableId> present() throws SQLException {
        List<TableId> tables = new ArrayList<>();
        try (PreparedStatement statement = target.prepareStatement(TABLES)) {
            statement.setArray(1, schemas());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    tables.add(new TableId(row.getString(1), row.getString(2)));
                }
            }
        }
        return tables;
    }

    private void refuseOurs(TableId present) throws SQLException {
        Map<TableId, TableDefinition> planned = new LinkedHashMap<>();
        plan.tables().forEach(table -> planned.put(table.id(), table));
        TableDefinition table = planned.get(present);
        if (table == null) {
            return;
        }
        List<String> wanted =
                table.columns().stream().map(column -> column.column().name()).toList();
        List<String> found = columns(present);
        String others = found.isEmpty() ? " without columns" : " with other columns (" + String.join(", ", found) + ")";
        String difference = found.equals(wanted) ? "" : others;
        throw new SluiceException(
                ExitCode.WRONG_USAGE,
                "Table " + present + " exists in the target already" + difference
                        + "; drop it, or choose another schema under 'target.schemas'");
    }

    private List<String> columns(TableId table) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (PreparedStatement statement = target.prepareStatement(COLUMNS)) {
            statement.setString(1, table.schema());
            statement.setString(2, table.table());
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    columns.add(row.getString(1));
                }
            }
        }
        return columns;
    }
}
