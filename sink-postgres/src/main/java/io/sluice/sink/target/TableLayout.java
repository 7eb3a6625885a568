package io.sluice.sink.target;

import io.sluice.core.name.TableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The columns that a table of the target has, whoever created it. */
public record TableLayout(TableId table, Relation relation, Map<String, Column> columns) {

    // A type modifier of -1 gives names such as bpchar and "bit", that do not stand for char(1) and bit(1).
    private static final String COLUMNS = """
            SELECT a.attname, format_type(a.atttypid, -1), format_type(a.atttypid, a.atttypmod),
                   t.typtype = 'e', t.typcategory = 'A', a.attgenerated <> '', a.attidentity = 'a', a.attnotnull,
                   c.relkind = 'v',
                   CASE WHEN a.attcollation <> t.typcollation
                        THEN quote_ident(cn.nspname) || '.' || quote_ident(co.collname) ELSE '' END,
                   t.typname = 'citext' OR NOT coalesce(co.collisdeterministic, true),
                   t.typdelim <> ','
            FROM pg_catalog.pg_attribute a
            JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
            LEFT JOIN pg_catalog.pg_collation co ON co.oid = a.attcollation
            LEFT JOIN pg_catalog.pg_namespace cn ON cn.oid = co.collnamespace
            WHERE n.nspname = ? AND c.relname = ? AND c.relkind IN ('r', 'p', 'f', 'v')
              AND a.attnum > 0 AND NOT a.attisdropped
            ORDER BY a.attnum""";

    public TableLayout {
        columns = Map.copyOf(columns);
    }

    /** How a column takes values. */
    public enum Writing {
        PLAIN,
        /** Never: PostgreSQL computes it. */
        GENERATED,
        /** Only in an INSERT with OVERRIDING SYSTEM VALUE. */
        IDENTITY_ALWAYS
    }

    public enum Kind {
        SCALAR,
        ENUM,
        ARRAY,
        /** Arrays of it have another character than a comma between the values: PostGIS's geometry, box. */
        OWN_DELIMITER
    }

    public enum Nulls {
        ALLOWED,
        REFUSED
    }

    /** What equality means for two values of a column. */
    public enum Equality {
        EXACT,
        /** Texts that differ in case, or in accents, may be equal. */
        LOOSE
    }

    public enum Relation {
        TABLE,
        VIEW
    }

    /**
     * A column.
     *
     * @param type as SQL, without modifiers: a cast to it never cuts a value short, as one to {@code varchar(3)} would
     * @param exactType as SQL, with modifiers
     * @param collation as SQL; empty if it is the type's own
     */
    public record Column(
            String type,
            String exactType,
            String collation,
            Kind kind,
            Equality equality,
            Writing writing,
            Nulls nulls) {}

    /** Reads a table's layout; empty if there is no such table. */
    static Optional<TableLayout> read(Connection connection, TableId table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setString(1, table.schema());
            statement.setString(2, table.table());
            ResultSet rows = statement.executeQuery();
            Map<String, Column> columns = new LinkedHashMap<>();
            Relation relation = Relation.TABLE;
            while (rows.next()) {
                columns.put(rows.getString(1), column(rows));
                relation = rows.getBoolean(9) ? Relation.VIEW : Relation.TABLE;
            }
            return columns.isEmpty() ? Optional.empty() : Optional.of(new TableLayout(table, relation, columns));
        }
    }

    private static Column column(ResultSet row) throws SQLException {
        Writing writing =
                row.getBoolean(6) ? Writing.GENERATED : row.getBoolean(7) ? Writing.IDENTITY_ALWAYS : Writing.PLAIN;
        Nulls nulls = row.getBoolean(8) ? Nulls.REFUSED : Nulls.ALLOWED;
        Equality equality = row.getBoolean(11) ? Equality.LOOSE : Equality.EXACT;
        return new Column(row.getString(2), row.getString(3), row.getString(10), kind(row), equality, writing, nulls);
    }

    private static Kind kind(ResultSet row) throws SQLException {
        if (row.getBoolean(4)) {
            return Kind.ENUM;
        }
        if (row.getBoolean(5)) {
            return Kind.ARRAY;
        }
        return row.getBoolean(12) ? Kind.OWN_DELIMITER : Kind.SCALAR;
    }
}
