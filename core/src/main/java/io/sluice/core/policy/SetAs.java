package io.sluice.core.policy;

/** What SET becomes. */
public enum SetAs implements Choice {
    TEXT_ARRAY,
    /** An array of an enumerated type of the column's own. */
    ENUM_ARRAY
}
