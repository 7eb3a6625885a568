package io.sluice.core.policy;

/** What CHAR(n) becomes. */
public enum CharAs implements Choice {
    VARCHAR,
    CHAR
}
