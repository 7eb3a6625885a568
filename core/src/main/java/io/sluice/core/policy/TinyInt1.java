package io.sluice.core.policy;

/** What TINYINT(1) becomes. */
public enum TinyInt1 implements Choice {
    SMALLINT,
    /** Other values than 0 and 1 cannot be mapped. */
    BOOLEAN
}
