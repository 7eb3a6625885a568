package io.sluice.core.wire;

/** The properties that Sluice adds to the Avro schemas of the output topics, beside Avro's own. */
public final class SchemaProperties {

    /** On a record: the schema of the target table. */
    public static final String SCHEMA = "pg.schema";

    /** On a record: the name of the target table. */
    public static final String TABLE = "pg.table";

    /** On a field's type: the exact PostgreSQL type as SQL. */
    public static final String TYPE = "pg.type";

    /** On a field's type: the labels of an enumerated type, as a JSON array in a string. */
    public static final String ENUM_LABELS = "pg.enum";

    /** On a field: the column's real name, where that is no legal name in Avro. */
    public static final String NAME = "sluice.name";

    /** The name of the record that is key and value of what empties a table: a truncate, or the beginning of its load. */
    public static final String TRUNCATE_RECORD = "Truncate";

    /** The name of the record that is the value of a schema change. */
    public static final String SCHEMA_CHANGE_RECORD = "SchemaChange";

    private SchemaProperties() {}
}
