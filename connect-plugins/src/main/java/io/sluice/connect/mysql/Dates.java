package io.sluice.connect.mysql;

import io.sluice.core.type.ImpossibleDate;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** MySQL's dates as Java's, the impossible ones included. */
final class Dates {

    private static final int FRACTION_DIGITS = 9;
    private static final ZonedDateTime EPOCH = LocalDate.EPOCH.atStartOfDay(ZoneOffset.UTC);

    private Dates() {}

    /** The date, or the day that stands for it if there is none such. */
    static LocalDate date(int year, int month, int day) {
        boolean possible = month > 0
                && day > 0
                && (day <= 28 || day <= YearMonth.of(year, month).lengthOfMonth());
        return possible
                ? LocalDate.of(year, month, day)
                : LocalDate.ofEpochDay(new ImpossibleDate(year, month, day).epochDay());
    }

    /** Reads {@code YYYY-MM-DD}, as MySQL sends it. */
    static LocalDate date(byte[] text) {
        return date(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
    }

    /** Reads {@code YYYY-MM-DD HH:MM:SS[.ffffff]}, as MySQL sends it: a wall time, whatever the zone of this machine. */
    static LocalDateTime datetime(byte[] text) {
        int nanos = 0;
        for (int i = 0; i < FRACTION_DIGITS; i++) {
            int at = 20 + i;
            nanos = nanos * 10 + (at < text.length ? text[at] - '0' : 0);
        }
        LocalTime time = LocalTime.of(number(text, 11, 13), number(text, 14, 16), number(text, 17, 19), nanos);
        return LocalDateTime.of(date(text), time);
    }

    /**
     * Reads a TIMESTAMP that MySQL sends in UTC. A zero becomes second 0 of 1970, as the binary log has it, which no other
     * TIMESTAMP can be.
     */
    static ZonedDateTime timestamp(byte[] text) {
        return isZero(text) ? EPOCH : datetime(text).atZone(ZoneOffset.UTC);
    }

    private static boolean isZero(byte[] text) {
        return number(text, 5, 7) == 0;
    }

    private static int number(byte[] text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            number = number * 10 + text[i] - '0';
        }
        return number;
    }
}
