package io.sluice.sink.text;

import io.sluice.core.type.ClockText;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Date;
import java.util.HexFormat;

/** How values that are not arrays are written; named for the value's meaning and, where it counts, its unit. */
public enum ScalarEncoder implements ValueEncoder {
    BOOLEAN,
    INTEGER,
    REAL,
    DOUBLE,
    DECIMAL,
    TEXT,
    BYTES,
    DATE_DAYS,
    /** The class that Connect has for dates; so are TIME and TIMESTAMP. */
    DATE,
    TIME_MILLIS,
    TIME_MICROS,
    TIME_NANOS,
    TIME,
    TIMESTAMP_MILLIS,
    TIMESTAMP_MICROS,
    TIMESTAMP_NANOS,
    TIMESTAMP,
    /** With the offset, so that it is the same instant whatever the time zone of the session. */
    INSTANT_MICROS,
    /** A string such as {@code 2024-01-02T03:04:05.000006Z}, or with an offset. */
    INSTANT_ISO,
    INTERVAL_MICROS;

    private static final HexFormat HEX = HexFormat.of();
    private static final long DAY_MILLIS = 86_400_000L;

    @Override
    public void encode(Object value, StringBuilder out) {
        switch (this) {
            case BOOLEAN -> out.append(((Boolean) value).booleanValue());
            case INTEGER -> out.append(number(value));
            case REAL -> out.append(((Float) value).floatValue());
            case DOUBLE -> out.append(((Double) value).doubleValue());
            case DECIMAL -> out.append((BigDecimal) value);
            case TEXT, INSTANT_ISO -> out.append((String) value);
            case BYTES -> hex(value, out);
            case DATE_DAYS -> TimeText.date(number(value), out);
            case DATE -> TimeText.date(Math.floorDiv(millis(value), DAY_MILLIS), out);
            case TIME_MILLIS -> ClockText.append(number(value) * 1000, out);
            case TIME_MICROS -> ClockText.append(number(value), out);
            case TIME_NANOS -> ClockText.append(roundedMicros(value), out);
            case TIME -> ClockText.append(millis(value) * 1000, out);
            case TIMESTAMP_MILLIS -> TimeText.timestamp(number(value) * 1000, out);
            case TIMESTAMP_MICROS -> TimeText.timestamp(number(value), out);
            case TIMESTAMP_NANOS -> TimeText.timestamp(roundedMicros(value), out);
            case TIMESTAMP -> TimeText.timestamp(millis(value) * 1000, out);
            case INSTANT_MICROS -> TimeText.instant(number(value), out);
            case INTERVAL_MICROS -> ClockText.append(number(value), out);
        }
    }

    @Override
    public Quoting quoting() {
        return this == TEXT || this == BYTES || this == INSTANT_ISO ? Quoting.NEEDED : Quoting.NEVER;
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }

    @SuppressWarnings("JavaUtilDate") // the class is Connect's choice
    private static long millis(Object value) {
        return ((Date) value).getTime();
    }

    /** PostgreSQL keeps microseconds; half of one is rounded up, as its own input does. */
    public static long roundedMicros(Object nanos) {
        return Math.floorDiv(number(nanos) + 500, 1000L);
    }

    private static void hex(Object value, StringBuilder out) {
        out.append("\\x");
        if (value instanceof byte[] bytes) {
            HEX.formatHex(out, bytes);
            return;
        }
        ByteBuffer buffer = ((ByteBuffer) value).duplicate();
        while (buffer.hasRemaining()) {
            HEX.toHexDigits(out, buffer.get());
        }
    }
}
