package io.sluice.core.type;

/** Writes times of the day and durations as PostgreSQL prints them. */
public final class ClockText {

    private static final long SECOND = 1_000_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;

    private ClockText() {}

    /** Appends {@code [-]HH:MM:SS[.ffffff]}: the fraction without trailing zeros, the hours with all their digits. */
    public static void append(long micros, StringBuilder out) {
        if (micros < 0) {
            out.append('-');
        }
        // The least long has no opposite, but its hours and the rest have.
        long hours = Math.abs(micros / HOUR);
        long rest = Math.abs(micros % HOUR);
        twoDigits(hours, out);
        twoDigits(rest / MINUTE, out.append(':'));
        twoDigits(rest % MINUTE / SECOND, out.append(':'));
        fraction(rest % SECOND, out);
    }

    private static void twoDigits(long number, StringBuilder out) {
        if (number < 10) {
            out.append('0');
        }
        out.append(number);
    }

    private static void fraction(long micros, StringBuilder out) {
        if (micros == 0) {
            return;
        }
        out.append('.');
        long rest = micros;
        for (long unit = SECOND / 10; rest > 0; unit /= 10) {
            out.append((char) ('0' + rest / unit));
            rest %= unit;
        }
    }
}
