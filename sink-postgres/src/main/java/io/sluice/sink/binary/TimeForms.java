package io.sluice.sink.binary;

import io.sluice.core.type.InstantText;
import io.sluice.sink.text.ScalarEncoder;
import java.time.DateTimeException;
import java.util.Date;
import org.apache.kafka.connect.errors.DataException;

/** Dates and times, counted from 2000-01-01 on. */
final class TimeForms {

    private static final long DAY_MILLIS = 86_400_000L;
    private static final long DAY_MICROS = DAY_MILLIS * 1_000;
    /** 1970-01-01 to 2000-01-01. */
    private static final int EPOCH_DAYS = 10_957;

    private static final long EPOCH_MICROS = EPOCH_DAYS * DAY_MICROS;

    /** What PostgreSQL can hold, 4714-11-24 BC to 5874897-12-31, and to 294276-12-31 with a time of day. */
    private static final long FIRST_DAY = -2_451_545;

    private static final long LAST_DAY = 2_145_031_948;
    private static final long LAST_TIMESTAMP_DAY = 106_751_983;

    static final BinaryEncoder INTERVAL = (value, out) -> {
        out.putLong(((Number) value).longValue());
        out.putInt(0); // days
        out.putInt(0); // months
    };

    static final BinaryEncoder INSTANT = (value, out) -> putTimestamp(instant((String) value), out);

    private TimeForms() {}

    static BinaryEncoder date(ScalarEncoder meaning) {
        return (value, out) -> {
            long days = meaning == ScalarEncoder.DATE ? Math.floorDiv(millis(value), DAY_MILLIS) : number(value);
            if (days < FIRST_DAY + EPOCH_DAYS || days > LAST_DAY + EPOCH_DAYS) {
                throw new DataException("a date " + days + " days after 1970-01-01 is out of the range of date");
            }
            out.putInt((int) (days - EPOCH_DAYS));
        };
    }

    static BinaryEncoder time(ScalarEncoder meaning) {
        return (value, out) -> {
            long micros = micros(meaning, value);
            if (micros < 0 || micros > DAY_MICROS) {
                throw new DataException(micros + " microseconds are out of the range of time");
            }
            out.putLong(micros);
        };
    }

    /** Also with time zone: both are counted alike. */
    static BinaryEncoder timestamp(ScalarEncoder meaning) {
        return (value, out) -> putTimestamp(micros(meaning, value), out);
    }

    private static long instant(String text) {
        try {
            return InstantText.epochMicros(text);
        } catch (DateTimeException e) {
            throw new DataException("'" + text + "' is no instant such as 2024-01-02T03:04:05.000006Z", e);
        }
    }

    private static void putTimestamp(long micros, CopyBuffer out) {
        long days = Math.floorDiv(micros, DAY_MICROS);
        if (days < FIRST_DAY + EPOCH_DAYS || days > LAST_TIMESTAMP_DAY + EPOCH_DAYS) {
            throw new DataException("a time " + days + " days after 1970-01-01 is out of the range of timestamp");
        }
        out.putLong(micros - EPOCH_MICROS);
    }

    private static long micros(ScalarEncoder meaning, Object value) {
        return switch (meaning) {
            case TIME_MILLIS, TIMESTAMP_MILLIS -> Math.multiplyExact(number(value), 1_000L);
            case TIME_NANOS, TIMESTAMP_NANOS -> ScalarEncoder.roundedMicros(value);
            case TIME, TIMESTAMP -> Math.multiplyExact(millis(value), 1_000L);
            default -> number(value);
        };
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }

    @SuppressWarnings("JavaUtilDate") // the class is Connect's choice
    private static long millis(Object value) {
        return ((Date) value).getTime();
    }
}
