package io.sluice.assess;

/** How many of the values are looked at. */
public enum ScanDepth {
    NONE,
    /** The first rows, the last rows, and some between. */
    SAMPLE,
    /** All of them. */
    FULL
}
