package io.sluice.schema.expression;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Locale;

/** A value in a form in which both servers' are the same. */
final class ComparedValue {

    /** Both compute with the same floating-point numbers, and now and then round the last digit otherwise. */
    private static final MathContext DIGITS = new MathContext(13);

    private ComparedValue() {}

    static String of(ResultSet row, int column) throws SQLException {
        String type = row.getMetaData().getColumnTypeName(column).toLowerCase(Locale.ROOT);
        // Neither driver has an object for a time of more than a day.
        Object value = type.equals("time") || type.equals("interval") ? row.getString(column) : row.getObject(column);
        if (value == null) {
            return null;
        }
        if (value instanceof byte[] bytes) {
            return "bytes " + HexFormat.of().formatHex(bytes);
        }
        if (value instanceof Boolean truth) {
            return truth ? "1" : "0";
        }
        if (value instanceof Double || value instanceof Float) {
            return number(new BigDecimal(value.toString()).round(DIGITS));
        }
        String text = new String(row.getString(column).getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        return switch (type) {
            case "numeric",
                    "decimal",
                    "int4",
                    "int8",
                    "int2",
                    "int",
                    "bigint",
                    "smallint",
                    "tinyint",
                    "mediumint",
                    "year" -> value instanceof Number ? number(new BigDecimal(text)) : text.substring(0, 4);
            case "timestamp", "timestamptz", "datetime", "time", "interval" -> withoutZeros(text);
            default -> value instanceof Number ? number(new BigDecimal(text)) : text;
        };
    }

    private static String number(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    private static String withoutZeros(String text) {
        if (text.indexOf('.') < 0) {
            return text;
        }
        String shorter = text;
        while (shorter.endsWith("0")) {
            shorter = shorter.substring(0, shorter.length() - 1);
        }
        return shorter.endsWith(".") ? shorter.substring(0, shorter.length() - 1) : shorter;
    }
}
