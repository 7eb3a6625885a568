package io.sluice.core.policy;

/** What ENUM becomes. */
public enum EnumAs implements Choice {
    /** An enumerated type of the column's own. */
    TYPE,
    /** Text, with a CHECK that names the labels. */
    TEXT
}
