package io.sluice.e2e.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What was measured of one contender. */
record PipelineFigures(
        String name,
        double startSeconds,
        double loadRowsPerSecond,
        double streamChangesPerSecond,
        double latencyP50Millis,
        double latencyP99Millis,
        double peakMegabytes) {

    private enum Best {
        HIGH,
        LOW
    }

    /** The contenders side by side; where there are two, with how many times better (above 1) the first one is. */
    static List<String> table(List<PipelineFigures> contenders) {
        return List.of(
                head(contenders),
                row("start-up, s", contenders, PipelineFigures::startSeconds, Best.LOW),
                row("load, rows/s", contenders, PipelineFigures::loadRowsPerSecond, Best.HIGH),
                row("stream, changes/s", contenders, PipelineFigures::streamChangesPerSecond, Best.HIGH),
                row("latency p50, ms", contenders, PipelineFigures::latencyP50Millis, Best.LOW),
                row("latency p99, ms", contenders, PipelineFigures::latencyP99Millis, Best.LOW),
                row("peak memory, MB", contenders, PipelineFigures::peakMegabytes, Best.LOW));
    }

    private static String head(List<PipelineFigures> contenders) {
        List<String> cells = new ArrayList<>(List.of("%-20s".formatted("")));
        contenders.forEach(contender -> cells.add("%22s".formatted(contender.name)));
        if (contenders.size() == 2) {
            cells.add("  better");
        }
        return String.join(" ", cells);
    }

    private static String row(
            String what, List<PipelineFigures> contenders, ToDoubleFunction<PipelineFigures> figure, Best best) {
        List<String> cells = new ArrayList<>(List.of("%-20s".formatted(what)));
        double[] values = contenders.stream().mapToDouble(figure).toArray();
        for (double value : values) {
            cells.add(String.format(Locale.ROOT, "%,22.1f", value));
        }
        if (values.length == 2) {
            double ratio = best == Best.HIGH ? values[0] / values[1] : values[1] / values[0];
            cells.add(String.format(Locale.ROOT, "%7.2fx", ratio));
        }
        return String.join(" ", cells);
    }
}
