package io.sluice.e2e.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The peak of the resident memory of a process and its descendants, sampled five times a second. */
public final class MemorySampler implements AutoCloseable {

    private static final long PERIOD_MILLIS = 200;

    private final Supplier<ProcessHandle> process;
    private final Thread thread = new Thread(this::sample, "memory");
    private volatile long peakKilobytes;

    /** @param process asked anew at each sample, since a contender is restarted */
    public MemorySampler(Supplier<ProcessHandle> process) {
        this.process = process;
        thread.setDaemon(true);
        thread.start();
    }

    public long peakMegabytes() {
        return peakKilobytes / 1024;
    }

    private void sample() {
        try {
            while (true) {
                ProcessHandle root = process.get();
                long sum = Stream.concat(Stream.of(root), root.descendants())
                        .mapToLong(MemorySampler::residentKilobytes)
                        .sum();
                peakKilobytes = Math.max(peakKilobytes, sum);
                Thread.sleep(PERIOD_MILLIS);
            }
        } catch (InterruptedException e) {
            // Closed.
        }
    }

    private static long residentKilobytes(ProcessHandle process) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException e) {
            return 0; // it has just ended
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
