package io.sluice.e2e.bench.load;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What was measured of one load.
 *
 * @param starting what had been spent when the first row was visible
 * @param cpu what was spent from the start to the end
 * @param peakMegabytes resident memory of the contender's processes, without the databases
 */
record LoadFigures(
        String name, LoadVolume volume, Moments moments, CpuSpent starting, CpuSpent cpu, long peakMegabytes) {

    /**
     * Seconds since the start.
     *
     * @param firstRow until a row was visible in PostgreSQL
     * @param allRows until all were, if that can be seen
     * @param done until the contender said so: keys and indexes are there, and whatever else it does
     */
    record Moments(double firstRow, OptionalDouble allRows, double done) {}

    /** The one in the middle by its duration; of two in the middle the slower one. */
    static LoadFigures median(List<LoadFigures> rounds) {
        List<LoadFigures> sorted = rounds.stream()
                .sorted(Comparator.comparingDouble(round -> round.moments().done()))
                .toList();
        return sorted.get(sorted.size() / 2);
    }

    double rowsPerSecond() {
        return volume.rows() / moments.done();
    }

    /** Without what comes before the first row. */
    double rowsPerSecondOnceStarted() {
        return volume.rows() / (moments.done() - moments.firstRow());
    }

    double megabytesPerSecond() {
        return volume.bytes() / 1e6 / moments.done();
    }

    CpuSpent cpuOnceStarted() {
        return cpu.minus(starting);
    }

    /** CPU microseconds for each row. */
    double microseconds(double cpuSeconds) {
        return cpuSeconds * 1e6 / volume.rows();
    }
}
