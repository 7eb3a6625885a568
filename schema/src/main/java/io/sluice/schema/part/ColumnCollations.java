package io.sluice.schema.part;

import io.sluice.core.name.Identifiers;
import io.sluice.core.name.TableId;
import io.sluice.core.sql.Collation;
import io.sluice.core.sql.ColumnDefinition;
import io.sluice.core.sql.Ddl;
import io.sluice.core.sql.Statement;
import io.sluice.core.sql.TableDefinition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The statements that give the columns of a table that is there the collations that they are meant to have. */
final class ColumnCollations {

    /** Empty for that of the type. */
    private static final String READ = """
            SELECT a.attname,
                   CASE WHEN a.attcollation = t.typcollation THEN ''
                        ELSE '"' || replace(n.nspname, '"', '""') || '"."' || replace(c.collname, '"', '""') || '"' END
            FROM pg_catalog.pg_attribute a
            JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
            JOIN pg_catalog.pg_collation c ON c.oid = a.attcollation
            JOIN pg_catalog.pg_namespace n ON n.oid = c.collnamespace
            WHERE a.attrelid = pg_catalog.to_regclass(?) AND a.attnum > 0 AND NOT a.attisdropped""";

    private static final TableId DEFAULT = new TableId("pg_catalog", "default");
    private static final TableId BINARY = new TableId("pg_catalog", "C");

    private ColumnCollations() {}

    /** Each by the name of its column, or of the collation that it creates. */
    static List<Statement> statements(Connection target, TableDefinition table) throws SQLException {
        Map<String, String> present = read(target, table.id());
        List<String> changes = new ArrayList<>();
        for (ColumnDefinition column : table.columns()) {
            String name = column.column().name();
            String wanted = column.collation().map(ColumnCollations::name).orElse("");
            if (present.containsKey(name) && !present.get(name).equals(wanted)) {
                changes.add("ALTER COLUMN " + Identifiers.quote(name) + " TYPE "
                        + column.column().type().sql() + " COLLATE "
                        + (wanted.isEmpty() ? Identifiers.quote(DEFAULT) : wanted));
            }
        }
        if (changes.isEmpty()) {
            return List.of();
        }
        List<Statement> statements = new ArrayList<>();
        for (Statement create : Ddl.collations(List.of(table))) {
            String sql = create.sql().replaceFirst("^CREATE COLLATION ", "CREATE COLLATION IF NOT EXISTS ");
            statements.add(new Statement(table.id(), create.part(), sql));
        }
        // Together, since each may build the table's indexes anew.
        String sql = "ALTER TABLE " + Identifiers.quote(table.id()) + " " + String.join(", ", changes);
        statements.add(new Statement(table.id(), "collations", framed(table, sql)));
        return statements;
    }

    private static Map<String, String> read(Connection target, TableId table) throws SQLException {
        Map<String, String> collations = new HashMap<>();
        try (PreparedStatement statement = target.prepareStatement(READ)) {
            statement.setString(1, Identifiers.quote(table));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    collations.put(row.getString(1), row.getString(2));
                }
            }
        }
        return collations;
    }

    private static String name(Collation collation) {
        return collation instanceof Collation.NonDeterministic created ? created.sql() : Identifiers.quote(BINARY);
    }

    /** PostgreSQL alters no column that a trigger names, and ours name all. Several statements at once are one transaction. */
    private static String framed(TableDefinition table, String sql) {
        List<String> statements = new ArrayList<>(Ddl.dropTriggers(table));
        statements.add(sql);
        Ddl.triggers(table).forEach(create -> statements.add(create.sql()));
        return String.join(";\n", statements);
    }
}
