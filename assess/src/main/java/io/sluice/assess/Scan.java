package io.sluice.assess;

/**
 * How the values are to be looked at.
 *
 * @param sampleRows rows from each end of a table, and as many between, if only a sample is asked for
 */
public record Scan(ScanDepth depth, int sampleRows) {

    public static final int SAMPLE_ROWS_PRESET = 10_000;

    public Scan {
        if (sampleRows < 1) {
            throw new IllegalArgumentException("a sample has at least one row, unlike " + sampleRows);
        }
    }
}
