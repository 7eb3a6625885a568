package io.sluice.core.policy;

/** What happens to bytes that are no text in their column's character set. */
public enum InvalidBytes implements Choice {
    /** The row becomes a dead letter. */
    DEAD_LETTER,
    /** Each becomes U+FFFD. */
    REPLACE,
    /** The application stops at the record. */
    FAIL
}
