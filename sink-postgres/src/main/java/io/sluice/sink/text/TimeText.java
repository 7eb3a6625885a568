package io.sluice.sink.text;

import io.sluice.core.type.ClockText;

/**
 * Writes dates and times as PostgreSQL reads them, for every year a long can hold. Years after 9999 have more digits,
 * years before 1 end with BC. Written without java.time, which costs more than all the rest of a row.
 */
final class TimeText {

    private static final long DAY = 86_400_000_000L;

    private TimeText() {}

    /** @param days since 1970-01-01 */
    static void date(long days, StringBuilder out) {
        long year = calendarDate(days, out);
        era(year, out);
    }

    /** @param micros since 1970-01-01T00:00 */
    static void timestamp(long micros, StringBuilder out) {
        long year = dateAndTime(micros, out);
        era(year, out);
    }

    /** @param micros since 1970-01-01T00:00Z */
    static void instant(long micros, StringBuilder out) {
        long year = dateAndTime(micros, out);
        out.append("+00");
        era(year, out);
    }

    private static long dateAndTime(long micros, StringBuilder out) {
        long days = Math.floorDiv(micros, DAY);
        long year = calendarDate(days, out);
        out.append(' ');
        ClockText.append(micros - days * DAY, out);
        return year;
    }

    /**
     * Appends a date of the proleptic Gregorian calendar, without its era. Counts in years that begin in March and in
     * eras of 400 years, so that the leap day is the last of its year and needs no cases.
     *
     * @return the year, where 0 is 1 BC
     */
    private static long calendarDate(long days, StringBuilder out) {
        long shifted = days + 719_468;
        long era = Math.floorDiv(shifted, 146_097L);
        int dayOfEra = (int) (shifted - era * 146_097);
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int monthFromMarch = (5 * dayOfYear + 2) / 153;
        int day = dayOfYear - (153 * monthFromMarch + 2) / 5 + 1;
        int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        year(year > 0 ? year : 1 - year, out);
        out.append('-');
        pair(month, out);
        out.append('-');
        pair(day, out);
        return year;
    }

    private static void year(long year, StringBuilder out) {
        if (year < 1000) {
            out.append(year < 10 ? "000" : year < 100 ? "00" : "0");
        }
        out.append(year);
    }

    private static void era(long year, StringBuilder out) {
        if (year <= 0) {
            out.append(" BC");
        }
    }

    private static void pair(int number, StringBuilder out) {
        if (number < 10) {
            out.append('0');
        }
        out.append(number);
    }
}
