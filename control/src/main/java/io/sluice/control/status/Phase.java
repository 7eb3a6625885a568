package io.sluice.control.status;

/** What a pipeline is doing. */
public enum Phase {
    /** Servers and connectors are starting. */
    STARTING,
    /** The existing rows are being copied. */
    SNAPSHOT,
    /** The rows are copied; indexes and foreign keys are being built, and changes wait. */
    INDEXING,
    /** Changes are applied as they happen. */
    STREAMING,
    /** A stage has failed for good; the reason says why. */
    FAILED,
    /** The pipeline does not run. */
    STOPPED
}
