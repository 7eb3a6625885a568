package io.sluice.e2e.bench;

/** Of durations. */
public final class Quantile {

    private Quantile() {}

    /**
     * A quantile in milliseconds; 0 if there are no durations.
     *
     * @param sortedNanos the shortest first
     * @param quantile 0.99 for the duration that 99 in 100 do not exceed
     */
    public static double millis(long[] sortedNanos, double quantile) {
        return sortedNanos.length == 0 ? 0 : sortedNanos[(int) (quantile * (sortedNanos.length - 1))] / 1e6;
    }
}
