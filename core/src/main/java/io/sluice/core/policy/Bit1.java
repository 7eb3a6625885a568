package io.sluice.core.policy;

/** What BIT(1) becomes. */
public enum Bit1 implements Choice {
    BOOLEAN,
    BIT
}
