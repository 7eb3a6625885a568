package io.sluice.core.policy;

/** What BIGINT UNSIGNED becomes; columns that MySQL numbers, and what refers to them, are {@code bigint} always. */
public enum UnsignedBigint implements Choice {
    NUMERIC,
    /** Values above 2^63-1 cannot be mapped. */
    BIGINT
}
