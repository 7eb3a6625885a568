package io.sluice.core.policy;

/** What happens to dates that are none: 0000-00-00, 2010-00-00, 2010-05-00. */
public enum ZeroDates implements Choice {
    /** The row becomes a dead letter. */
    DEAD_LETTER,
    /** NULL, for which PostgreSQL's column is nullable also where MySQL's is not. */
    NULL,
    /** 0001-01-01, or the first day of the month or year that is named. */
    REPLACE,
    /** The application stops at the record. */
    FAIL
}
