package io.sluice.core.wire;

/** The names of the records by which our connector tells the transformer of schema changes, on the topics of change events. */
public final class SchemaStatementFields {

    /** The whole value, which nothing else on those topics has. */
    public static final String RECORD = "sluice.SchemaChange";

    /** The structure of a table. */
    public static final String TABLE = "sluice.Table";

    /** A column of it. */
    public static final String COLUMN = "sluice.Column";

    /** An index or a constraint that is gone. */
    public static final String DROPPED = "sluice.DroppedPart";

    private SchemaStatementFields() {}
}
