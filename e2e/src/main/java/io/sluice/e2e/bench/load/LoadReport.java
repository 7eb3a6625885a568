package io.sluice.e2e.bench.load;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The contenders of a comparison, one in a line, as text. */
final class LoadReport {

    private LoadReport() {}

    /** The first contender is compared with each of the others. */
    static List<String> lines(List<LoadFigures> contenders) {
        List<String> lines = new ArrayList<>();
        lines.add("%-22s %10s %7s %8s %8s %8s %9s %7s %11s %8s"
                .formatted(
                        "",
                        "rows",
                        "MB",
                        "first, s",
                        "rows, s",
                        "done, s",
                        "rows/s",
                        "MB/s",
                        "CPU, µs/row",
                        "peak MB"));
        contenders.forEach(contender -> lines.add(line(contender)));
        lines.add("CPU from the start, µs/row");
        contenders.forEach(contender -> lines.add(processes(contender, contender.cpu())));
        lines.add("CPU from the first row on, µs/row");
        contenders.forEach(contender -> lines.add(processes(contender, contender.cpuOnceStarted())));
        contenders.stream().skip(1).forEach(other -> lines.add(ratio(contenders.get(0), other)));
        return lines;
    }

    static String line(LoadFigures load) {
        LoadFigures.Moments moments = load.moments();
        return "%-22s %,10d %7.0f %8.1f %8s %8.1f %,9.0f %7.1f %11.1f %8d"
                .formatted(
                        load.name(),
                        load.volume().rows(),
                        load.volume().bytes() / 1e6,
                        moments.firstRow(),
                        moments.allRows().isPresent()
                                ? "%.1f".formatted(moments.allRows().getAsDouble())
                                : "-",
                        moments.done(),
                        load.rowsPerSecond(),
                        load.megabytesPerSecond(),
                        load.microseconds(load.cpu().total()),
                        load.peakMegabytes());
    }

    private static String processes(LoadFigures load, CpuSpent cpu) {
        return "  %-22s %6.1f: %s"
                .formatted(
                        load.name(),
                        load.microseconds(cpu.total()),
                        cpu.seconds().entrySet().stream()
                                .map(process ->
                                        "%s %.1f".formatted(process.getKey(), load.microseconds(process.getValue())))
                                .collect(Collectors.joining(", ")));
    }

    private static String ratio(LoadFigures first, LoadFigures other) {
        return "%s : %s = %.2f from the start, %.2f from the first row on"
                .formatted(
                        first.name(),
                        other.name(),
                        first.rowsPerSecond() / other.rowsPerSecond(),
                        first.rowsPerSecondOnceStarted() / other.rowsPerSecondOnceStarted());
    }
}
