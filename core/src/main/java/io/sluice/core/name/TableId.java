package io.sluice.core.name;

import java.util.Objects;

/**
 * The name of a table: in MySQL {@code schema} is the database, in PostgreSQL the schema. Both parts are the real
 * names, unquoted and case-preserved, and never empty.
 */
public record TableId(String schema, String table) implements Comparable<TableId> {

    public TableId {
        if (schema.isEmpty() || table.isEmpty()) {
            throw new IllegalArgumentException("a table needs a schema and a name: '" + schema + "." + table + "'");
        }
    }

    @Override
    public int compareTo(TableId other) {
        int bySchema = schema.compareTo(other.schema);
        return bySchema != 0 ? bySchema : table.compareTo(other.table);
    }

    /** Schema and table joined by a dot, for messages; not quoted, so not for SQL. */
    @Override
    public String toString() {
        return Objects.toString(schema) + "." + table;
    }
}
