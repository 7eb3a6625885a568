package io.sluice.schema.value;

import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.function.Function;

/**
 * How to read the values of one column over JDBC. Immutable and thread-safe; the results are the caller's.
 *
 * @param expression what to select, given the column's quoted name as {@code %s}
 * @param read takes the value out of the result
 */
public record ColumnReader(String expression, Read read) {

    /** Takes one value out of the current row. */
    @FunctionalInterface
    public interface Read {
        /** The value at the index, counted from 1; null for NULL. */
        Object value(ResultSet row, int index) throws SQLException;
    }

    /** Takes a value out of a server's own text of it. */
    @FunctionalInterface
    public interface Parse {
        /** @throws DateTimeException if the text is of no value that the other side could have */
        Object value(String text);
    }

    /** The column as it is. */
    public static ColumnReader plain(Read read) {
        return new ColumnReader("%s", read);
    }

    /** The column as the server's own text, and what to take for a text that is of no such value. */
    public static ColumnReader parsed(String expression, Parse parse, Function<String, Object> otherwise) {
        return new ColumnReader(expression, (row, index) -> {
            String text = row.getString(index);
            if (text == null) {
                return null;
            }
            try {
                return parse.value(text);
            } catch (DateTimeException e) {
                return otherwise.apply(text);
            }
        });
    }

    /** What to select for this column. */
    public String select(String quotedName) {
        // Not String.format: a column's name may hold a per cent sign.
        return expression.replace("%s", quotedName);
    }

    /** As {@code Integer}, for a column whose values all fit into one. */
    public static Object integer(ResultSet row, int index) throws SQLException {
        int value = row.getInt(index);
        return value == 0 && row.wasNull() ? null : (Object) value;
    }

    /** As {@code Long}. */
    public static Object bigint(ResultSet row, int index) throws SQLException {
        long value = row.getLong(index);
        return value == 0 && row.wasNull() ? null : (Object) value;
    }

    /** As {@code String}. */
    public static Object text(ResultSet row, int index) throws SQLException {
        return row.getString(index);
    }

    /** As {@code Double}. */
    public static Object doublePrecision(ResultSet row, int index) throws SQLException {
        double value = row.getDouble(index);
        return row.wasNull() ? null : (Object) value;
    }

    /** As {@code ByteBuffer}. */
    public static Object bytes(ResultSet row, int index) throws SQLException {
        byte[] bytes = row.getBytes(index);
        return bytes == null ? null : ByteBuffer.wrap(bytes);
    }
}
