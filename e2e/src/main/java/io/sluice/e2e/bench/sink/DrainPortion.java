package io.sluice.e2e.bench.sink;

import java.util.Locale;

/**
 * How much of a workload is drained, each from topics of its own that begin with the same changes and end there. With a
 * longer topic a sink that writes many rows at once would also be measured with rows that do not count.
 */
enum DrainPortion {
    /** As much as settings are tried out with. */
    TRIAL,
    /** As much as the slower sink is measured with. */
    PEER,
    WHOLE;

    /**
     * The key of the row that comes last in a partition; no other row has it. When all of them are in PostgreSQL, so is
     * everything before them.
     *
     * @param partition 0 or 1
     */
    static long lastKey(int partition) {
        return -1L - partition;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
