package io.sluice.core.letter;

import java.util.Optional;

/**
 * A record that could not be carried over, as {@link LetterForms} reads it. Its original bytes stay on the topic.
 *
 * @param number its offset on the pipeline's topic of dead letters, by which people name it
 * @param position where in MySQL's log the change is; empty if the record could not be read
 * @param key of the row, in the canonical JSON that its output topic has for it; empty for a table without a key, and where
 *     the record's key could not be read or mapped
 * @param writtenMillis when the letter was written: milliseconds since the epoch
 */
public record DeadLetter(
        long number,
        LetterOrigin origin,
        LetterStage stage,
        Optional<String> position,
        Optional<String> key,
        GivenReason reason,
        long writtenMillis) {}
