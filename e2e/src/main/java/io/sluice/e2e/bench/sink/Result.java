package io.sluice.e2e.bench.sink;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * What was measured of one workload.
 *
 * @param sluice its rounds, none if it was left out
 * @param peer its rounds, none if it was left out
 * @param settings what the peer ran with
 * @param limits rows/s of {@code COPY}, a round each, for workloads that it can be compared with
 */
record Result(
        SinkWorkload workload,
        List<DrainFigures> sluice,
        List<DrainFigures> peer,
        Optional<PeerSettings> settings,
        List<Double> limits) {

    Result {
        sluice = List.copyOf(sluice);
        peer = List.copyOf(peer);
        limits = List.copyOf(limits);
    }

    /** The results of all workloads side by side. */
    static List<String> table(List<Result> results) {
        List<String> lines = new ArrayList<>();
        lines.add("Medians of the rounds; CPU in seconds per million rows; memory is the peak of the worker's.");
        lines.add("| workload | sink | rows/s | CPU worker | CPU PostgreSQL | memory, MB | ratio |");
        lines.add("|---|---|---:|---:|---:|---:|---:|");
        results.forEach(result -> result.addTo(lines));
        results.forEach(result -> result.settings()
                .ifPresent(settings -> lines.add("Peer's settings for " + result.workload.label() + ": " + settings)));
        results.forEach(result -> result.shareOfLimit().ifPresent(lines::add));
        return lines;
    }

    private void addTo(List<String> lines) {
        if (!sluice.isEmpty()) {
            lines.add(line("Sluice", sluice, ratio()));
        }
        if (!peer.isEmpty()) {
            lines.add(line("Debezium JDBC sink", peer, OptionalDouble.empty()));
        }
    }

    private OptionalDouble ratio() {
        return sluice.isEmpty() || peer.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(
                        median(sluice, DrainFigures::rowsPerSecond) / median(peer, DrainFigures::rowsPerSecond));
    }

    private String line(String sink, List<DrainFigures> rounds, OptionalDouble ratio) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %,.0f | %.1f | %.1f | %.0f | %s |",
                workload.label(),
                sink,
                median(rounds, DrainFigures::rowsPerSecond),
                median(rounds, DrainFigures::workerCpuPerMillion),
                median(rounds, DrainFigures::postgresCpuPerMillion),
                median(rounds, DrainFigures::peakMegabytes),
                ratio.isPresent() ? String.format(Locale.ROOT, "%.2f", ratio.getAsDouble()) : "");
    }

    private Optional<String> shareOfLimit() {
        if (limits.isEmpty() || sluice.isEmpty()) {
            return Optional.empty();
        }
        double limit = Median.of(limits, Double::doubleValue);
        double share = median(sluice, DrainFigures::rowsPerSecond) / limit;
        return Optional.of(String.format(
                Locale.ROOT,
                "Share of the limit: COPY (binary) of the same rows by one connection does %,.0f rows/s; Sluice's"
                        + " %s does %.0f %% of that",
                limit,
                workload.label(),
                share * 100));
    }

    private static double median(List<DrainFigures> rounds, ToDoubleFunction<DrainFigures> figure) {
        return Median.of(rounds, figure);
    }
}
