package io.sluice.core.type;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/**
 * Reads instants as ISO 8601 has them, such as Debezium's {@code ZonedTimestamp}. Nearly all look like {@code
 * 2024-01-02T03:04:05[.ffffff]Z}. These are read without the JDK's parser, which costs more than all the rest of a row.
 */
public final class InstantText {

    private static final String TEMPLATE = "0000-00-00T00:00:00";
    private static final int MAX_FRACTION_DIGITS = 6;

    private InstantText() {}

    /**
     * Microseconds since 1970-01-01T00:00Z. Half a microsecond is rounded up, as PostgreSQL does.
     *
     * @throws DateTimeException if the text is no instant, or one that a count of microseconds cannot reach
     */
    public static long epochMicros(String text) {
        return isFixedFormat(text) ? fixedFormat(text) : anyOffset(text);
    }

    private static boolean isFixedFormat(String text) {
        int last = text.length() - 1;
        int fractionDigits = last - TEMPLATE.length() - 1;
        boolean fits = fractionDigits == -1 || isFraction(text, TEMPLATE.length(), fractionDigits);
        if (!fits || text.charAt(last) != 'Z') {
            return false;
        }
        for (int i = 0; i < TEMPLATE.length(); i++) {
            char expected = TEMPLATE.charAt(i);
            if (expected == '0' ? !isDigit(text.charAt(i)) : text.charAt(i) != expected) {
                return false;
            }
        }
        return true;
    }

    private static long fixedFormat(String text) {
        long day = LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10))
                .toEpochDay();
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        if (hour > 23 || minute > 59 || second > 59) {
            throw new DateTimeException(text);
        }
        long micros = 0;
        int last = text.length() - 1;
        for (int i = 0; i < MAX_FRACTION_DIGITS; i++) {
            int at = TEMPLATE.length() + 1 + i;
            micros = micros * 10 + (at < last ? text.charAt(at) - '0' : 0);
        }
        return (((day * 24 + hour) * 60 + minute) * 60 + second) * 1_000_000 + micros;
    }

    private static long anyOffset(String text) {
        OffsetDateTime time = OffsetDateTime.parse(text);
        try {
            return Math.addExact(Math.multiplyExact(time.toEpochSecond(), 1_000_000L), (time.getNano() + 500) / 1_000);
        } catch (ArithmeticException e) {
            throw new DateTimeException("'" + text + "' is out of range", e);
        }
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }

    private static boolean isFraction(String text, int point, int digits) {
        if (digits < 1 || digits > MAX_FRACTION_DIGITS || text.charAt(point) != '.') {
            return false;
        }
        for (int i = point + 1; i <= point + digits; i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
