package io.sluice.core.type;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.chrono.IsoEra;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/**
 * Reads and writes dates, timestamps and durations as MySQL and PostgreSQL print them. Java's formatters are ten times
 * slower at reading, and know neither zero dates nor {@code 838:59:59}.
 */
public final class DateTimeText {

    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final long MICROS_PER_DAY = 86_400 * MICROS_PER_SECOND;

    /** More do not fit into a count of microseconds. */
    private static final long HOURS_MAX = Long.MAX_VALUE / MICROS_PER_SECOND / 3600;

    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .appendValue(ChronoField.YEAR_OF_ERA, 4, 10, java.time.format.SignStyle.NEVER)
            .appendPattern("-MM-dd")
            .toFormatter(Locale.ROOT);
    private static final DateTimeFormatter DATE_TIME = new DateTimeFormatterBuilder()
            .append(DATE)
            .appendPattern(" HH:mm:ss")
            .appendFraction(ChronoField.MICRO_OF_SECOND, 0, 6, true)
            .toFormatter(Locale.ROOT);

    private DateTimeText() {}

    /**
     * Days since 1970-01-01 of {@code YYYY-MM-DD}, also with a year of more digits or followed by {@code BC}.
     *
     * @throws DateTimeException if there is no such day
     */
    public static int days(String text) {
        return Math.toIntExact(days(text, dateEnd(text)));
    }

    /**
     * Microseconds since 1970-01-01T00:00 of {@code YYYY-MM-DD HH:MM:SS[.ffffff]}; an offset of {@code +00} may follow.
     *
     * @throws DateTimeException if there is no such moment
     */
    public static long micros(String text) {
        int dateEnd = dateEnd(text);
        if (dateEnd + 9 > text.length() || text.charAt(dateEnd) != ' ') {
            throw new DateTimeException("'" + text + "' is no timestamp");
        }
        int end = dateEnd + 9;
        while (end < text.length() && (text.charAt(end) == '.' || isDigit(text.charAt(end)))) {
            end++;
        }
        return days(text, dateEnd) * MICROS_PER_DAY + clock(text, dateEnd + 1, end);
    }

    /**
     * Microseconds of {@code [-]HH:MM:SS[.ffffff]}, with any number of hours.
     *
     * @throws DateTimeException if the text is none
     */
    public static long duration(String text) {
        boolean negative = text.startsWith("-");
        long micros = clock(text, negative ? 1 : 0, text.length());
        return negative ? -micros : micros;
    }

    /** Days since 1970-01-01 as the date that PostgreSQL prints. */
    public static String date(long days) {
        LocalDate date = LocalDate.ofEpochDay(days);
        return DATE.format(date) + (date.getEra() == IsoEra.BCE ? " BC" : "");
    }

    /** Microseconds since 1970-01-01T00:00 as the wall time that PostgreSQL prints. */
    public static String timestamp(long micros) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, MICROS_PER_SECOND),
                (int) Math.floorMod(micros, MICROS_PER_SECOND) * 1000,
                ZoneOffset.UTC);
        return DATE_TIME.format(time) + (time.toLocalDate().getEra() == IsoEra.BCE ? " BC" : "");
    }

    /** The inverse of {@link #duration(String)}, without trailing zeros. */
    public static String duration(long micros) {
        long seconds = Math.abs(micros / MICROS_PER_SECOND);
        long fraction = Math.abs(micros % MICROS_PER_SECOND);
        String clock =
                "%s%02d:%02d:%02d".formatted(micros < 0 ? "-" : "", seconds / 3600, seconds / 60 % 60, seconds % 60);
        return fraction == 0 ? clock : clock + ".%06d".formatted(fraction).replaceAll("0+$", "");
    }

    private static int dateEnd(String text) {
        int space = text.indexOf(' ');
        return space < 0 ? text.length() : space;
    }

    private static long days(String text, int end) {
        if (end < 8 || text.charAt(end - 3) != '-' || text.charAt(end - 6) != '-') {
            throw new DateTimeException("'" + text + "' is no date");
        }
        int year = Math.toIntExact(number(text, 0, end - 6));
        boolean beforeChrist = text.endsWith(" BC");
        int month = (int) number(text, end - 5, end - 3);
        int day = (int) number(text, end - 2, end);
        return LocalDate.of(beforeChrist ? 1 - year : year, month, day).toEpochDay();
    }

    private static long clock(String text, int begin, int end) {
        int colon = text.indexOf(':', begin);
        if (colon < 0 || colon + 6 > end || text.charAt(colon + 3) != ':') {
            throw new DateTimeException("'" + text + "' is no time");
        }
        long minutes = number(text, begin, colon) * 60 + number(text, colon + 1, colon + 3);
        long seconds = minutes * 60 + number(text, colon + 4, colon + 6);
        return seconds * MICROS_PER_SECOND + fraction(text, colon + 6, end);
    }

    private static long fraction(String text, int begin, int end) {
        if (begin == end) {
            return 0;
        }
        if (text.charAt(begin) != '.' || end - begin > 7) {
            throw new DateTimeException("'" + text + "' is no time");
        }
        long micros = number(text, begin + 1, end);
        for (int digits = end - begin - 1; digits < 6; digits++) {
            micros *= 10;
        }
        return micros;
    }

    private static long number(String text, int begin, int end) {
        long number = 0;
        for (int i = begin; i < end; i++) {
            if (!isDigit(text.charAt(i)) || number > HOURS_MAX) {
                throw new DateTimeException("'" + text + "' is no date or time");
            }
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
