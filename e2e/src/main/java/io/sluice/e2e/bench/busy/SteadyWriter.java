package io.sluice.e2e.bench.busy;

import io.sluice.e2e.TestPipeline;
import io.sluice.e2e.bench.BenchTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** Updates rows of {@link BenchTable} at random, each in a transaction of its own, at a steady rate, over several connections. */
final class SteadyWriter implements AutoCloseable {

    private static final int CONNECTIONS = 4;

    private final List<StatementTimes> times = new ArrayList<>();
    private final List<CompletableFuture<Void>> threads = new ArrayList<>();
    private volatile boolean stopped;

    private SteadyWriter() {}

    static SteadyWriter start(TestPipeline pipeline, int rows, int perSecond) {
        SteadyWriter writer = new SteadyWriter();
        long pauseNanos = 1_000_000_000L * CONNECTIONS / perSecond;
        for (int i = 0; i < CONNECTIONS; i++) {
            StatementTimes own = new StatementTimes();
            writer.times.add(own);
            writer.threads.add(CompletableFuture.runAsync(
                    () -> writer.write(pipeline, rows, pauseNanos, own),
                    task -> new Thread(task, "application").start()));
        }
        return writer;
    }

    private void write(TestPipeline pipeline, int rows, long pauseNanos, StatementTimes own) {
        try (Connection mysql = pipeline.mysql();
                PreparedStatement update = mysql.prepareStatement(
                        "UPDATE " + BenchTable.NAME + " SET customer = ?, note = UUID() WHERE id = ?")) {
            long next = System.nanoTime();
            while (!stopped) {
                LockSupport.parkNanos(next - System.nanoTime());
                update.setInt(1, ThreadLocalRandom.current().nextInt());
                update.setInt(2, ThreadLocalRandom.current().nextInt(1, rows + 1));
                long start = System.nanoTime();
                update.executeUpdate();
                own.add(System.nanoTime() - start);
                next += pauseNanos;
            }
        } catch (SQLException e) {
            throw new CompletionException(e);
        }
    }

    /** Ends the writing, and returns how long its statements took. */
    StatementTimes stop() {
        close();
        StatementTimes all = new StatementTimes();
        times.forEach(all::addAll);
        return all;
    }

    @Override
    public void close() {
        stopped = true;
        threads.forEach(CompletableFuture::join);
    }
}
