package io.sluice.e2e.bench.sink;

import java.util.Locale;

/** What one drain took. CPU time is of the worker and of PostgreSQL with all its processes. */
record DrainFigures(
        long rows, double seconds, double workerCpuSeconds, double postgresCpuSeconds, double peakMegabytes) {

    double rowsPerSecond() {
        return rows / seconds;
    }

    double workerCpuPerMillion() {
        return workerCpuSeconds * 1e6 / rows;
    }

    double postgresCpuPerMillion() {
        return postgresCpuSeconds * 1e6 / rows;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%,d rows in %.2f s: %,.0f rows/s; CPU of worker %.2f s, of PostgreSQL %.2f s; memory %.0f MB",
                rows,
                seconds,
                rowsPerSecond(),
                workerCpuSeconds,
                postgresCpuSeconds,
                peakMegabytes);
    }
}
