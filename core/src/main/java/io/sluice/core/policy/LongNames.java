package io.sluice.core.policy;

/** What happens to names of more than 63 bytes. */
public enum LongNames implements Choice {
    /** The start that fits, and a hash of the whole. */
    SHORTEN,
    /** Nothing is migrated. */
    FAIL
}
