package io.sluice.verify;

import io.sluice.core.type.DateTimeText;
import io.sluice.core.type.PgType;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** Writes values as PostgreSQL reads and prints them. */
final class PgText {

    private PgText() {}

    /** The value as text; null for NULL. */
    static String of(PgType type, Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            return "\\x" + HexFormat.of().formatHex(copy);
        }
        if (value instanceof List<?> elements) {
            return elements.stream().map(PgText::element).collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof Unmappable unmappable) {
            return "(unmappable: " + unmappable.reason() + ")";
        }
        return type instanceof PgType.Scalar scalar && value instanceof Number number
                ? number(scalar.base(), number)
                : value.toString();
    }

    private static String number(PgType.Base base, Number value) {
        return switch (base) {
            case DATE -> DateTimeText.date(value.longValue());
            case TIMESTAMP -> DateTimeText.timestamp(value.longValue());
            case TIMESTAMPTZ -> zoned(DateTimeText.timestamp(value.longValue()));
            case TIME -> DateTimeText.duration(value.longValue());
            case BOOLEAN,
                    SMALLINT,
                    INTEGER,
                    BIGINT,
                    NUMERIC,
                    REAL,
                    DOUBLE_PRECISION,
                    TEXT,
                    VARCHAR,
                    CHAR,
                    BYTEA,
                    INTERVAL,
                    JSON,
                    JSONB,
                    BIT,
                    VARBIT,
                    UUID,
                    INET -> value.toString();
        };
    }

    private static String zoned(String timestamp) {
        return timestamp.endsWith(" BC") ? timestamp.replace(" BC", "+00 BC") : timestamp + "+00";
    }

    private static String element(Object element) {
        if (element == null) {
            return "NULL";
        }
        return element instanceof Number
                ? element.toString()
                : '"' + element.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
