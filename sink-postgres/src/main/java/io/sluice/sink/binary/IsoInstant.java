package io.sluice.sink.binary;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoField;
import org.apache.kafka.connect.errors.DataException;

/** Reads instants that are written as ISO 8601 has it. */
final class IsoInstant {

    /** What nearly all look like: {@code 2024-01-02T03:04:05}, perhaps a fraction, and {@code Z}. */
    private static final int FRACTION = 19;

    private static final long SECOND_MICROS = 1_000_000L;

    private IsoInstant() {}

    /**
     * Microseconds since 1970-01-01T00:00Z; half of one is rounded up, as PostgreSQL does.
     *
     * @throws DataException if the text is no such instant
     */
    static long micros(String text) {
        try {
            return isUsual(text) ? usual(text) : any(text);
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            throw new DataException("'" + text + "' is no instant such as 2024-01-02T03:04:05.000006Z", e);
        }
    }

    private static boolean isUsual(String text) {
        int last = text.length() - 1;
        return last >= FRACTION
                && last - FRACTION <= 7
                && text.charAt(last) == 'Z'
                && text.charAt(4) == '-'
                && text.charAt(7) == '-'
                && text.charAt(10) == 'T'
                && text.charAt(13) == ':'
                && text.charAt(16) == ':'
                && (last == FRACTION || text.charAt(FRACTION) == '.');
    }

    /** Without java.time's parser, which costs more than all the rest of a row. */
    private static long usual(String text) {
        long days = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                .toEpochDay();
        int hour = ChronoField.HOUR_OF_DAY.checkValidIntValue(number(text, 11, 13));
        int minute = ChronoField.MINUTE_OF_HOUR.checkValidIntValue(number(text, 14, 16));
        int second = ChronoField.SECOND_OF_MINUTE.checkValidIntValue(number(text, 17, 19));
        long micros = 0;
        int end = text.length() - 1;
        if (end > FRACTION) {
            micros = number(text, FRACTION + 1, end);
            for (int digits = end - FRACTION - 1; digits < 6; digits++) {
                micros *= 10;
            }
        }
        return (((days * 24 + hour) * 60 + minute) * 60 + second) * SECOND_MICROS + micros;
    }

    private static long any(String text) {
        OffsetDateTime time = OffsetDateTime.parse(text);
        return Math.addExact(Math.multiplyExact(time.toEpochSecond(), SECOND_MICROS), (time.getNano() + 500) / 1_000);
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new NumberFormatException(text);
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
