package io.sluice.core.wire;

import io.sluice.core.type.PgType;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;

/**
 * Writes the values of one key column as JSON, in a form that stays the same when the column is widened: a number without
 * leading or trailing zeros, whatever type holds it; dates and times as the numbers that the row has for them; bytes in
 * Base64; all else as text.
 */
@FunctionalInterface
interface KeyValueWriter {

    void write(Object value, StringBuilder json);

    static KeyValueWriter of(PgType type) {
        if (type instanceof PgType.Scalar scalar) {
            return scalar(scalar);
        }
        if (type instanceof PgType.ArrayOf array) {
            return array(of(array.element()));
        }
        return text();
    }

    private static KeyValueWriter scalar(PgType.Scalar type) {
        return switch (type.base()) {
            case BOOLEAN, SMALLINT, INTEGER, BIGINT, DATE, TIME, TIMESTAMP, TIMESTAMPTZ ->
                (value, json) -> json.append(value);
            case REAL, DOUBLE_PRECISION ->
                (value, json) -> decimal(BigDecimal.valueOf(((Number) value).doubleValue()), json);
            case NUMERIC -> AvroTypes.isDecimal(type) ? (value, json) -> decimal((BigDecimal) value, json) : text();
            case BYTEA -> KeyValueWriter::bytes;
            case BIT -> (value, json) -> JsonLiterals.append(((String) value).replaceFirst("^0+(?=.)", ""), json);
            case TEXT, VARCHAR, CHAR, INTERVAL, JSON, JSONB, VARBIT, UUID, INET -> text();
        };
    }

    private static KeyValueWriter text() {
        return (value, json) -> JsonLiterals.append((String) value, json);
    }

    private static void decimal(BigDecimal value, StringBuilder json) {
        json.append(value.stripTrailingZeros().toPlainString());
    }

    private static void bytes(Object value, StringBuilder json) {
        ByteBuffer buffer = ((ByteBuffer) value).duplicate();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        json.append('"').append(Base64.getEncoder().encodeToString(bytes)).append('"');
    }

    private static KeyValueWriter array(KeyValueWriter element) {
        return (value, json) -> {
            json.append('[');
            String separator = "";
            for (Object item : (List<?>) value) {
                element.write(item, json.append(separator));
                separator = ",";
            }
            json.append(']');
        };
    }
}
