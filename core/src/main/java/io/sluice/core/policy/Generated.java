package io.sluice.core.policy;

/** What becomes of generated columns. */
public enum Generated implements Choice {
    /** STORED as it is; VIRTUAL from PostgreSQL 18 on, and STORED before. */
    SAME,
    STORED,
    /** Plain columns that take the values MySQL computed. */
    PLAIN
}
