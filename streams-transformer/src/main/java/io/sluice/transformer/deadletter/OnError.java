package io.sluice.transformer.deadletter;

/** What happens when a record cannot be decoded or mapped. */
public enum OnError {
    /** The record becomes a dead letter, and the pipeline continues. */
    DEAD_LETTER,
    /** The transformer stops before it, and continues with it when started again. */
    FAIL
}
