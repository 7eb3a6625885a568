package io.sluice.e2e.bench.busy;

import io.sluice.e2e.bench.Quantile;
import java.util.Arrays;

/** The durations of transactions. Not thread-safe. */
final class TransactionTimes {

    private long[] nanos = new long[1_024];
    private int count;

    void add(long duration) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = duration;
    }

    void addAll(TransactionTimes other) {
        for (int i = 0; i < other.count; i++) {
            add(other.nanos[i]);
        }
    }

    int count() {
        return count;
    }

    /** @param quantile 0.99 for the duration that 99 in 100 do not exceed */
    double millis(double quantile) {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return Quantile.millis(sorted, quantile);
    }
}
