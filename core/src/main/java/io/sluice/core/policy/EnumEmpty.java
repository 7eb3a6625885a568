package io.sluice.core.policy;

/** What happens to the '' that MySQL stores for a value that is none of an ENUM's labels. */
public enum EnumEmpty implements Choice {
    /** The row becomes a dead letter. */
    DEAD_LETTER,
    /** NULL, for which PostgreSQL's column is nullable also where MySQL's is not. */
    NULL,
    /** '' is one more label. */
    LABEL,
    /** The application stops at the record. */
    FAIL
}
