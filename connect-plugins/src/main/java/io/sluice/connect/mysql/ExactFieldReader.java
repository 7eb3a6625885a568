package io.sluice.connect.mysql;

import io.debezium.connector.mysql.MySqlConnectorConfig;
import io.debezium.connector.mysql.jdbc.MySqlTextProtocolFieldReader;
import io.debezium.relational.Column;
import io.debezium.relational.Table;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;

/**
 * Takes the values of a snapshot out of MySQL's own text of them, where the driver's classes would lose something: zero
 * dates, wall times that this machine's zone leaves out, and bytes that are no text. Connections have to be those of
 * {@link SnapshotSession}.
 */
final class ExactFieldReader extends MySqlTextProtocolFieldReader {

    ExactFieldReader(MySqlConnectorConfig config) {
        super(config);
    }

    @Override
    public Object readField(ResultSet row, int index, Column column, Table table) throws SQLException {
        return switch (column.jdbcType()) {
            case Types.TIMESTAMP_WITH_TIMEZONE -> timestamp(row, index);
            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.CLOB, Types.NCHAR, Types.NVARCHAR ->
                isText(column) ? row.getBytes(index) : super.readField(row, index, column, table);
            default -> isYear(column) ? year(row, index) : super.readField(row, index, column, table);
        };
    }

    @Override
    protected Object readDateField(ResultSet row, int index, Column column, Table table) throws SQLException {
        byte[] text = row.getBytes(index);
        return text == null ? null : Dates.date(text);
    }

    @Override
    protected Object readTimestampField(ResultSet row, int index, Column column, Table table) throws SQLException {
        byte[] text = row.getBytes(index);
        return text == null ? null : Dates.datetime(text);
    }

    private static Object timestamp(ResultSet row, int index) throws SQLException {
        byte[] text = row.getBytes(index);
        return text == null ? null : Dates.timestamp(text);
    }

    /** The driver would make a date of it. */
    private static Object year(ResultSet row, int index) throws SQLException {
        byte[] text = row.getBytes(index);
        if (text == null) {
            return null;
        }
        int year = 0;
        for (byte digit : text) {
            year = year * 10 + digit - '0';
        }
        return year;
    }

    private static boolean isYear(Column column) {
        return isOfType(column, "YEAR");
    }

    /** ENUM, SET and JSON count as characters too, and are converted in ways of their own. */
    private static boolean isText(Column column) {
        return !isOfType(column, "ENUM") && !isOfType(column, "SET") && !isOfType(column, "JSON");
    }

    private static boolean isOfType(Column column, String type) {
        return column.typeName().regionMatches(true, 0, type, 0, type.length());
    }
}
