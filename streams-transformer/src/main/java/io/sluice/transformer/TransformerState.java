package io.sluice.transformer;

/** The state of a transformer. */
public enum TransformerState {
    /** Not running yet: joining the group, or taking over tables. */
    STARTING,
    RUNNING,
    /** Stopped by an error; {@link Transformer#failure()} says which. */
    FAILED,
    CLOSED
}
