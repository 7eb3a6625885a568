package io.sluice.core.type;

/**
 * Reads dates that no calendar has, from MySQL's text of them, into the numbers that stand for them on the raw topics: see
 * {@link ImpossibleDate}.
 */
public final class ImpossibleDateText {

    private static final int DATE_CHARS = 10;
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    private ImpossibleDateText() {}

    /** The day number that stands for {@code YYYY-MM-DD}. */
    public static long days(String text) {
        return new ImpossibleDate(number(text, 0, 4), number(text, 5, 7), number(text, 8, DATE_CHARS)).epochDay();
    }

    /** The microseconds that stand for {@code YYYY-MM-DD HH:MM:SS[.ffffff]}. */
    public static long micros(String text) {
        return days(text) * MICROS_PER_DAY + DateTimeText.micros("1970-01-01" + text.substring(DATE_CHARS));
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
