package io.sluice.cli.verify;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * How to read the values of one column.
 *
 * @param expression what to select, given the column's quoted name as {@code %s}
 * @param read takes the value out of the result
 */
record ColumnReader(String expression, Read read) {

    /** Takes one value out of the current row. */
    @FunctionalInterface
    interface Read {
        /** The value at the index, counted from 1; null for NULL. */
        Object value(ResultSet row, int index) throws SQLException;
    }

    static final String PLAIN = "%s";

    String select(String quotedName) {
        // Not String.format: a column's name may hold a per cent sign.
        return expression.replace("%s", quotedName);
    }

    static Object integer(ResultSet row, int index) throws SQLException {
        int value = row.getInt(index);
        return value == 0 && row.wasNull() ? null : (Object) value;
    }

    static Object bigint(ResultSet row, int index) throws SQLException {
        long value = row.getLong(index);
        return value == 0 && row.wasNull() ? null : (Object) value;
    }

    static Object text(ResultSet row, int index) throws SQLException {
        return row.getString(index);
    }
}
