package io.sluice.core.policy;

/** What types become that Sluice does not know. */
public enum UnknownTypes implements Choice {
    TEXT,
    BYTEA
}
