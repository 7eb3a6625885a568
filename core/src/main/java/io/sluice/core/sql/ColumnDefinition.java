package io.sluice.core.sql;

import io.sluice.core.model.TargetColumn;
import java.util.Optional;

/**
 * A column with everything that CREATE TABLE says of it.
 *
 * @param collation of the values, where it is not the database's
 */
public record ColumnDefinition(
        TargetColumn column, Default defaultValue, Optional<Collation> collation, String comment) {

    /** What an INSERT that does not name the column puts there. */
    public sealed interface Default {

        /** NULL, or an error in a NOT NULL column. */
        record None() implements Default {}

        /** The value of an SQL expression. */
        record Expression(String sql) implements Default {}

        /**
         * The next number of a sequence of the column's own.
         *
         * @param sequence its name, in the schema of the table
         */
        record Identity(String sequence, long start) implements Default {}

        /** The value of an immutable SQL expression over the row's other columns; nothing else can be written there. */
        record Generated(String sql, Storage storage) implements Default {}
    }

    /** When the value of a generated column is computed. */
    public enum Storage {
        /** When the row is written. */
        STORED,
        /** When the row is read; PostgreSQL 18 and later. */
        VIRTUAL
    }

    /** A column of which only name, type and nullability are known. */
    public static ColumnDefinition plain(TargetColumn column) {
        return new ColumnDefinition(column, new Default.None(), Optional.empty(), "");
    }
}
