package io.sluice.verify;

import io.sluice.core.type.DateTimeText;
import io.sluice.core.type.MySqlType;
import io.sluice.core.type.PgType;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Turns the values of a key back into what each server takes as a parameter, to read rows by their key. */
final class KeyText {

    private static final int V4_BYTES = 4;
    private static final int V6_BYTES = 16;

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
            case BINARY, VARBINARY ->
                target.equals(PgType.of(PgType.Base.UUID)) ? uuid((String) value) : address((String) value);
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

    private static byte[] uuid(String text) {
        UUID uuid = UUID.fromString(text);
        return ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(uuid.getMostSignificantBits())
                .putLong(uuid.getLeastSignificantBits())
                .array();
    }

    /** Of a network, which MySQL's column cannot have, bytes that it has not either. */
    private static byte[] address(String text) {
        if (text.indexOf('/') >= 0) {
            return new byte[0];
        }
        try {
            byte[] bytes = InetAddress.getByName(text).getAddress();
            return text.indexOf(':') >= 0 && bytes.length == V4_BYTES ? embedded(bytes) : bytes;
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("'" + text + "' is no address", e);
        }
    }

    /** Java takes an IPv4 address out of the IPv6 one that it is embedded in. */
    private static byte[] embedded(byte[] v4) {
        return ByteBuffer.allocate(V6_BYTES)
                .position(V6_BYTES - V4_BYTES - Short.BYTES)
                .putShort((short) 0xffff)
                .put(v4)
                .array();
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
