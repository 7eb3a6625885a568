package io.sluice.e2e.bench.sink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What processes have used, as Linux counts it. */
public final class ProcessUsage {

    /** Linux' {@code USER_HZ}, the same on every architecture that Java runs on. */
    private static final double TICKS_PER_SECOND = 100;

    /** Fields of {@code /proc/PID/stat}, counted from the one after the name. */
    private static final int USER = 11;

    private static final int SYSTEM = 12;
    private static final int CHILDREN_USER = 13;
    private static final int CHILDREN_SYSTEM = 14;

    private ProcessUsage() {}

    /** CPU seconds of a process. */
    public static double cpuSeconds(long pid) {
        String[] fields = stat(pid);
        return (ticks(fields, USER) + ticks(fields, SYSTEM)) / TICKS_PER_SECOND;
    }

    /** CPU seconds of a process and its children, of those too that have ended. */
    public static double cpuSecondsWithChildren(ProcessHandle parent) {
        return cpuSeconds(parent.pid())
                + cpuSecondsOfEndedChildren(parent)
                + parent.children()
                        .mapToDouble(child -> cpuSeconds(child.pid()))
                        .sum();
    }

    /** CPU seconds of those children of a process that have ended, and of theirs. */
    public static double cpuSecondsOfEndedChildren(ProcessHandle parent) {
        String[] fields = stat(parent.pid());
        return (ticks(fields, CHILDREN_USER) + ticks(fields, CHILDREN_SYSTEM)) / TICKS_PER_SECOND;
    }

    /** The most memory that was ever resident, in megabytes. */
    static double peakMegabytes(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long ticks(String[] fields, int field) {
        return fields.length == 0 ? 0 : Long.parseLong(fields[field]);
    }

    /** Empty for a process that has just ended. */
    private static String[] stat(long pid) {
        try {
            String line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
        } catch (NoSuchFileException e) {
            return new String[0];
        } catch (IOException e) {
            return new String[0]; // ESRCH while it ends
        }
    }
}
