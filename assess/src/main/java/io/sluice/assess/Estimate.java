package io.sluice.assess;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How long a migration takes from its start until it streams, as a range.
 *
 * @param assumptions what it rests on, one sentence each
 */
public record Estimate(Duration shortest, Duration longest, List<String> assumptions) {

    /** What a machine of two cores and one of eight write, everything on one machine resp. on several. */
    private static final Rates SLOW = new Rates(10_000, 3_000_000, 10_000_000, Duration.ofSeconds(30));

    private static final Rates FAST = new Rates(40_000, 20_000_000, 40_000_000, Duration.ofSeconds(10));

    /**
     * Per second.
     *
     * @param start until the first row
     */
    private record Rates(long rows, long bytes, long indexBytes, Duration start) {

        Duration duration(Inventory inventory, double readBytesPerSecond) {
            double copy = Math.max(
                    inventory.rows() / (double) rows,
                    inventory.dataBytes() / Math.min((double) bytes, readBytesPerSecond));
            double index = inventory.indexBytes() / (double) indexBytes;
            return start.plusSeconds(Math.round(copy + index));
        }
    }

    public Estimate {
        assumptions = List.copyOf(assumptions);
    }

    static Estimate of(Inventory inventory, Optional<ReadSpeed> speed) {
        double read = speed.map(ReadSpeed::bytesPerSecond).orElse(Double.MAX_VALUE);
        List<String> assumptions = new ArrayList<>();
        assumptions.add("%s rows with %s of data and %s of indexes, by MySQL's own estimate."
                .formatted(
                        FigureText.count(inventory.rows()),
                        FigureText.bytes(inventory.dataBytes()),
                        FigureText.bytes(inventory.indexBytes())));
        assumptions.add(speed.map(measured -> "Measured: %s rows/s (%s/s) read from %s by one connection, here and now."
                        .formatted(
                                FigureText.count(Math.round(measured.rowsPerSecond())),
                                FigureText.bytes(Math.round(measured.bytesPerSecond())),
                                measured.table()))
                .orElse("No table has rows enough to measure how fast they can be read."));
        assumptions.add("Assumed: %s to %s rows/s and %s/s to %s/s from end to end, and indexes built at %s/s to %s/s."
                .formatted(
                        FigureText.count(SLOW.rows()),
                        FigureText.count(FAST.rows()),
                        FigureText.bytes(SLOW.bytes()),
                        FigureText.bytes(FAST.bytes()),
                        FigureText.bytes(SLOW.indexBytes()),
                        FigureText.bytes(FAST.indexBytes())));
        assumptions.add("Changes that applications make meanwhile come on top; MySQL stays in use all the time.");
        return new Estimate(FAST.duration(inventory, read), SLOW.duration(inventory, read), assumptions);
    }

    /** Such as {@code between 12 seconds and 3 minutes}. */
    public String text() {
        return "between " + FigureText.duration(shortest) + " and " + FigureText.duration(longest);
    }
}
