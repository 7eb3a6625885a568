package io.sluice.core.policy;

/** What becomes of partitioned tables. */
public enum Partitions implements Choice {
    /** One table. */
    FLAT,
    /** Partitioned in the same way, where PostgreSQL can. */
    DECLARATIVE
}
