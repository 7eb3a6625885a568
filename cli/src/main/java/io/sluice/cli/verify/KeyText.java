package io.sluice.cli.verify;

import io.sluice.core.type.MySqlType;
import io.sluice.core.type.PgType;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.Collectors;

/** Turns the values of a key back into what each server takes as a parameter, to read rows by their key. */
final class KeyText {

    private KeyText() {}

    /** What MySQL compares its column with; the inverse of the column's mapping. */
    static Object forSource(MySqlType source, PgType target, Object value) {
        if (value instanceof ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            return copy;
        }
        return switch (source.kind()) {
            case TIME -> PgText.of(target, value);
            case DATE, DATETIME, TIMESTAMP -> PgText.of(target, value).replaceFirst("\\+00$", "");
            case SET -> joined(value);
            case BIT -> value instanceof Boolean bit ? (bit ? 1 : 0) : new BigInteger(value.toString(), 2);
            case TINYINT, SMALLINT, MEDIUMINT, INT, BIGINT ->
                value instanceof String interval ? (Object) DateTimeText.duration(interval) : value;
            // MySQL compares a FLOAT as the double it is.
            case FLOAT -> value instanceof Float number ? (Object) number.doubleValue() : value;
            case DECIMAL,
                    DOUBLE,
                    CHAR,
                    VARCHAR,
                    TINYTEXT,
                    TEXT,
                    MEDIUMTEXT,
                    LONGTEXT,
                    BINARY,
                    VARBINARY,
                    TINYBLOB,
                    BLOB,
                    MEDIUMBLOB,
                    LONGBLOB,
                    ENUM,
                    JSON,
                    YEAR,
                    GEOMETRY,
                    VECTOR,
                    OTHER -> value;
        };
    }

    /** What is cast to the column's type in PostgreSQL; an array there is compared joined by commas. */
    static String forTarget(PgType type, Object value) {
        return type instanceof PgType.ArrayOf ? joined(value) : PgText.of(type, value);
    }

    static String joined(Object value) {
        return value instanceof List<?> elements
                ? elements.stream().map(String::valueOf).collect(Collectors.joining(","))
                : value.toString();
    }
}
