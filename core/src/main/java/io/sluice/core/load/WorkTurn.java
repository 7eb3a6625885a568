package io.sluice.core.load;

/** Whether an item of work is to be done. */
public enum WorkTurn {
    NOW,
    /** It belongs to a load that is not known yet. */
    UNKNOWN,
    /** It belongs to a load that counts no more, or is done. */
    OVER
}
