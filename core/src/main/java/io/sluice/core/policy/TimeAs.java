package io.sluice.core.policy;

/** What TIME becomes. */
public enum TimeAs implements Choice {
    /** Holds all that TIME does. */
    INTERVAL,
    /** A time of the day; see {@link TimeRange}. */
    TIME
}
