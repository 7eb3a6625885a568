package io.sluice.control.letter;

/** What has become of a dead letter. */
public enum LetterState {
    /** Its row is not, or not as MySQL has it, in PostgreSQL, as far as is known. */
    OPEN,
    /** Its row was brought anew; if that failed again, there is a newer letter. */
    REPLAYED,
    /** Somebody has decided that it needs no replay. */
    DISCARDED,
    /** Its row was found to be the same on both sides. */
    SETTLED
}
