package io.sluice.control.status;

/** What a pipeline is doing. */
public enum Phase {
    /** Servers and connectors are on their way up. */
    STARTING,
    /** The rows that were there before are being copied. */
    SNAPSHOT,
    /** The rows are there; indexes and foreign keys are being built, changes wait. */
    INDEXING,
    /** Changes are applied as they happen. */
    STREAMING,
    /** Something failed for good; the reason says what. */
    FAILED,
    /** Nobody runs the pipeline. */
    STOPPED
}
