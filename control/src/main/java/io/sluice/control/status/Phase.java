package io.sluice.control.status;

/** What a pipeline is doing. */
public enum Phase {
    /** Servers and connectors are starting. */
    STARTING,
    /** The rows that are there are read, and after them the changes that were made meanwhile. */
    LOADING,
    /** The rows are there; indexes and foreign keys are being built, and changes wait. */
    INDEXING,
    /** Changes are applied as they happen. */
    STREAMING,
    /** A stage has failed for good; the reason says why. */
    FAILED,
    /** The pipeline does not run. */
    STOPPED
}
