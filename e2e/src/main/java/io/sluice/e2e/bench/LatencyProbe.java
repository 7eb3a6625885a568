package io.sluice.e2e.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Latency from MySQL's commit until a row is visible in PostgreSQL, under a steady rate of single-row transactions. Both
 * ends are seen by this process's clock; a look at PostgreSQL every two milliseconds bounds the error.
 */
record LatencyProbe(BenchTable table, TargetWatch target, long firstKey) {

    private static final int PER_SECOND = 500;
    private static final int SECONDS = 25;
    private static final int WARM_UP = 5 * PER_SECOND;
    private static final int ROWS = SECONDS * PER_SECOND;
    private static final long LOOK_EVERY_NANOS = 2_000_000;

    /** Milliseconds, half of all rows at most; and 99 in 100. */
    record Latency(double p50Millis, double p99Millis) {}

    Latency measure() throws SQLException {
        AtomicLongArray committed = new AtomicLongArray(ROWS);
        CompletableFuture<Void> writer =
                CompletableFuture.runAsync(() -> write(committed), task -> new Thread(task, "probes").start());
        long[] seen = watch(committed, writer);
        writer.join();
        long[] latencies = new long[ROWS - WARM_UP];
        Arrays.setAll(latencies, i -> seen[i + WARM_UP] - committed.get(i + WARM_UP));
        Arrays.sort(latencies);
        return new Latency(Quantile.millis(latencies, 0.50), Quantile.millis(latencies, 0.99));
    }

    private void write(AtomicLongArray committed) {
        long start = System.nanoTime();
        try (PreparedStatement probe = table.probe()) {
            for (int i = 0; i < ROWS; i++) {
                LockSupport.parkNanos(start + i * 1_000_000_000L / PER_SECOND - System.nanoTime());
                BenchTable.insertProbe(probe, firstKey + i);
                committed.set(i, System.nanoTime());
            }
        } catch (SQLException e) {
            throw new CompletionException(e);
        }
    }

    private long[] watch(AtomicLongArray committed, CompletableFuture<Void> writer) throws SQLException {
        long[] seen = new long[ROWS];
        int next = 0;
        try (Connection postgres = target.postgres();
                PreparedStatement look = postgres.prepareStatement(
                        "SELECT max(id) FROM " + target.contender().table())) {
            while (next < ROWS && !writer.isCompletedExceptionally()) {
                LockSupport.parkNanos(LOOK_EVERY_NANOS);
                long highest;
                try (var row = look.executeQuery()) {
                    row.next();
                    highest = row.getLong(1);
                }
                long now = System.nanoTime();
                // A row can be seen before the writer has noted its commit; it then counts at the next look.
                while (next < ROWS && firstKey + next <= highest && committed.get(next) != 0) {
                    seen[next++] = now;
                }
            }
        }
        return seen;
    }
}
