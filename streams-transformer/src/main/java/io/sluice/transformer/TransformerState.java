package io.sluice.transformer;

/** How a transformer is doing. */
public enum TransformerState {
    /** On its way to running: joining the group, or taking over tables. */
    STARTING,
    RUNNING,
    /** Stopped by an error; {@link Transformer#failure()} says which. */
    FAILED,
    CLOSED
}
