package io.sluice.core.policy;

/** What happens to NUL characters in text and JSON. */
public enum NulCharacters implements Choice {
    /** The row becomes a dead letter. */
    DEAD_LETTER,
    /** They are taken out. */
    STRIP,
    /** Each becomes U+FFFD. */
    REPLACE,
    /** The column is {@code bytea} and holds the text in UTF-8. */
    BYTEA,
    /** The application stops at the record. */
    FAIL
}
