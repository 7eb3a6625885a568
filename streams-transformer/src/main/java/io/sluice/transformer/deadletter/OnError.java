package io.sluice.transformer.deadletter;

/** What a record that cannot be decoded or mapped does to the pipeline. */
public enum OnError {
    /** It becomes a dead letter, and the pipeline goes on. */
    DEAD_LETTER,
    /** The transformer stops before it, and continues with it when started again. */
    FAIL
}
