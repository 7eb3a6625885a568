package io.sluice.core.policy;

/** What JSON becomes. */
public enum JsonAs implements Choice {
    JSONB,
    /** Keeps the order of keys; cannot be compared or indexed. */
    JSON
}
