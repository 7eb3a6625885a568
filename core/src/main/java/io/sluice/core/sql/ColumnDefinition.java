package io.sluice.core.sql;

import io.sluice.core.model.TargetColumn;

/** A column with everything that CREATE TABLE says of it. */
public record ColumnDefinition(TargetColumn column, Default defaultValue, String comment) {

    /** What an INSERT that does not name the column puts there. */
    public sealed interface Default {

        /** NULL, or an error in a NOT NULL column. */
        record None() implements Default {}

        /** The value of an SQL expression. */
        record Expression(String sql) implements Default {}

        /** The next number of a sequence of the column's own. */
        record Identity(long start) implements Default {}
    }

    /** A column of which only name, type and nullability are known. */
    public static ColumnDefinition plain(TargetColumn column) {
        return new ColumnDefinition(column, new Default.None(), "");
    }
}
