package io.sluice.control.letter;

import io.sluice.core.letter.DeadLetter;

/**
 * A dead letter, and what has become of it.
 *
 * @param sinceMillis since when it is in its state: milliseconds since the epoch
 */
public record TrackedLetter(DeadLetter letter, LetterState state, long sinceMillis) {}
