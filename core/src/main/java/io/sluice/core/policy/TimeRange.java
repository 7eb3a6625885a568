package io.sluice.core.policy;

/** What happens to a TIME outside of 00:00 to 24:00 where it becomes {@code time}. */
public enum TimeRange implements Choice {
    /** The row becomes a dead letter. */
    DEAD_LETTER,
    /** NULL, for which PostgreSQL's column is nullable also where MySQL's is not. */
    NULL,
    /** The nearest bound. */
    REPLACE,
    /** The application stops at the record. */
    FAIL
}
