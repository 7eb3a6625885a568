package io.sluice.core.type;

import java.util.Locale;

/**
 * A date that MySQL can hold and no calendar has: {@code 0000-00-00}, {@code 2010-05-00}, {@code 2010-02-31}.
 *
 * <p>On the raw topics it takes the place of a day in the same integer, as a day number before any that MySQL's calendar
 * has; so a column of dates keeps its schema and ordinary rows cost nothing. In a DATETIME the time of day is added as to
 * any other day. A zero TIMESTAMP needs no such thing: it is second 0 of 1970 in UTC, which no other TIMESTAMP is.
 *
 * @param year 0 to 9999
 * @param month 0 to 12
 * @param day 0 to 31
 */
public record ImpossibleDate(int year, int month, int day) {

    /** Early enough that also in microseconds it is before year 0, and late enough that these fit into 64 bits. */
    private static final long FIRST_DAY = -80_000_000;

    private static final int DAYS = 32;
    private static final int MONTHS = 13;
    private static final long LAST_DAY = FIRST_DAY + 10_000L * MONTHS * DAYS;

    public ImpossibleDate {
        if (year < 0 || year > 9999 || month < 0 || month >= MONTHS || day < 0 || day >= DAYS) {
            throw new IllegalArgumentException("MySQL has no date " + year + "-" + month + "-" + day);
        }
    }

    /** The day number, counted from 1970-01-01, that stands for it. */
    public long epochDay() {
        return FIRST_DAY + ((long) year * MONTHS + month) * DAYS + day;
    }

    /** Whether a day number stands for such a date. */
    public static boolean isOne(long epochDay) {
        return epochDay < LAST_DAY && epochDay >= FIRST_DAY;
    }

    /** The inverse of {@link #epochDay}. */
    public static ImpossibleDate ofEpochDay(long epochDay) {
        int number = Math.toIntExact(epochDay - FIRST_DAY);
        return new ImpossibleDate(number / DAYS / MONTHS, number / DAYS % MONTHS, number % DAYS);
    }

    /** As MySQL prints it. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%04d-%02d-%02d", year, month, day);
    }
}
