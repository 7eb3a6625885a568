package io.sluice.core.flood;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/**
 * The dead letters of one table within a minute, counted against a limit. Times are those of the records, so that records
 * that are read again are counted as they were the first time. Not thread-safe.
 */
public final class LetterCount {

    /** The limit of a pipeline whose file names none. */
    public static final int PER_MINUTE_MAX_DEFAULT = 100;

    /** The time of an acceptance that never was. */
    public static final long NEVER = Long.MIN_VALUE;

    private static final long MINUTE_MILLIS = Duration.ofMinutes(1).toMillis();

    private final int perMinuteMax;
    private final Deque<Long> lastMinute = new ArrayDeque<>();
    private long newestMillis = Long.MIN_VALUE;
    private long acceptedUntilMillis;

    /**
     * @param perMinuteMax at least 1
     * @param acceptedUntilMillis up to this time, in milliseconds since 1970, any number is admitted; or {@link #NEVER}
     */
    public LetterCount(int perMinuteMax, long acceptedUntilMillis) {
        if (perMinuteMax < 1) {
            throw new IllegalArgumentException("the limit of dead letters is at least 1, unlike " + perMinuteMax);
        }
        this.perMinuteMax = perMinuteMax;
        this.acceptedUntilMillis = acceptedUntilMillis;
    }

    /** Why a table is stopped, as one sentence without its end. */
    public static String excess(int perMinuteMax, String lastReason) {
        return "more than " + perMinuteMax + " dead letters in a minute, the last because: " + lastReason;
    }

    /** The end of an acceptance at this time that is followed by no dead letter. */
    public static long acceptedUntil(long timeMillis) {
        return timeMillis + MINUTE_MILLIS;
    }

    /**
     * Counts one more dead letter, unless it is one too many.
     *
     * @param timeMillis of its record, in milliseconds since 1970
     * @return whether the limit admits it
     */
    public boolean admit(long timeMillis) {
        if (timeMillis <= acceptedUntilMillis) {
            acceptedUntilMillis = Math.max(acceptedUntilMillis, acceptedUntil(timeMillis));
            return true;
        }
        newestMillis = Math.max(newestMillis, timeMillis);
        while (!lastMinute.isEmpty() && lastMinute.peekFirst() <= newestMillis - MINUTE_MILLIS) {
            lastMinute.removeFirst();
        }
        return lastMinute.size() < perMinuteMax && lastMinute.add(newestMillis);
    }

    /** Whether the limit would admit dead letters of all these times, in whatever order. If that depends on it, false. */
    public boolean admitsAll(Collection<Long> timesMillis) {
        long counted =
                timesMillis.stream().filter(time -> time > acceptedUntilMillis).count();
        return counted <= perMinuteMax - lastMinute.size();
    }

    /** Until when any number is admitted: each dead letter that an acceptance admits extends it. */
    public long acceptedUntilMillis() {
        return acceptedUntilMillis;
    }
}
