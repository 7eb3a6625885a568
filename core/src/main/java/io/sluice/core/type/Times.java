package io.sluice.core.type;

import io.sluice.core.policy.Policy;
import io.sluice.core.policy.TimeRange;
import io.sluice.core.type.UnmappableValueException.Remedy;
import java.time.DateTimeException;

/** Conversions of dates, times and durations. */
final class Times {

    private static final long MICROS_PER_DAY = 86_400_000_000L;
    private static final long MICROS_PER_MILLI = 1_000;

    /** The first that MySQL's calendar has, 0000-01-01; earlier ones stand for those that no calendar has. */
    private static final int FIRST_DAY = -719_528;

    private static final long FIRST_MICRO = FIRST_DAY * MICROS_PER_DAY;

    /** TIMESTAMP begins a second later, and has this for 0000-00-00 00:00:00. */
    private static final long ZERO_TIMESTAMP = 0;

    private Times() {}

    /** Days since 1970-01-01. */
    static ValueConversion date() {
        return value -> {
            Object days = value instanceof Integer ? value : (Object) (int) Numbers.longOf(value, "date");
            return (Integer) days >= FIRST_DAY ? days : ImpossibleDates.days((Integer) days);
        };
    }

    /** DATETIME of up to 3 fractional digits: milliseconds. */
    static ValueConversion epochMillis() {
        return value -> possible(Numbers.longOf(value, "timestamp") * MICROS_PER_MILLI);
    }

    /** DATETIME of more fractional digits: microseconds already. */
    static ValueConversion epochMicros() {
        return value -> possible(value instanceof Long micros ? micros : (Long) Numbers.longOf(value, "timestamp"));
    }

    private static Long possible(Long micros) {
        return micros >= FIRST_MICRO ? micros : ImpossibleDates.micros(micros);
    }

    /** TIMESTAMP: ISO 8601 text with an offset. */
    static ValueConversion instant() {
        return value -> {
            long micros = epochMicros(value.toString());
            if (micros == ZERO_TIMESTAMP) {
                throw ImpossibleDates.zeroTimestamp();
            }
            return micros;
        };
    }

    private static long epochMicros(String text) {
        try {
            return InstantText.epochMicros(text);
        } catch (DateTimeException e) {
            throw new UnmappableValueException("'" + text + "' is no instant in time");
        }
    }

    /** TIME as a time of the day, for which PostgreSQL takes 24:00, too. */
    static ValueConversion timeOfDay() {
        return value -> {
            Object micros = value instanceof Long ? value : (Long) Numbers.longOf(value, "time");
            if ((Long) micros < 0 || (Long) micros > MICROS_PER_DAY) {
                throw outOfDay((Long) micros);
            }
            return micros;
        };
    }

    private static UnmappableValueException outOfDay(long micros) {
        return new UnmappableValueException(
                Policy.TIME_RANGE, intervalText(micros) + " is out of range for time", choice -> switch ((TimeRange)
                        choice) {
                    case DEAD_LETTER -> Remedy.setAside();
                    case NULL -> new Remedy.Instead(null);
                    case REPLACE -> new Remedy.Instead(micros < 0 ? 0 : MICROS_PER_DAY);
                    case FAIL -> Remedy.stop();
                });
    }

    /** A count of microseconds: TIME, or an integer column of the user's. */
    static ValueConversion interval() {
        return value -> intervalText(Numbers.longOf(value, "an interval"));
    }

    /** {@code [-]HH:MM:SS[.ffffff]} without trailing zeros, as PostgreSQL prints it with IntervalStyle postgres. */
    static String intervalText(long micros) {
        if (micros == Long.MIN_VALUE) {
            throw new UnmappableValueException(micros + " microseconds is out of range for an interval");
        }
        StringBuilder text = new StringBuilder(16);
        ClockText.append(micros, text);
        return text.toString();
    }
}
