package io.sluice.core.letter;

/** The stage that gave a record up. */
public enum LetterStage {
    LOAD,
    TRANSFORMER,
    SINK
}
