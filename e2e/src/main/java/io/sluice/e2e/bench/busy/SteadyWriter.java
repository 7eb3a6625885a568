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

/** Updates rows of {@link BenchTable} at random, some in each transaction, at a steady rate, over several connections. */
final class SteadyWriter implements AutoCloseable {

    private static final int CONNECTIONS = 4;

    private final List<TransactionTimes> times = new ArrayList<>();
    private final List<CompletableFuture<Void>> threads = new ArrayList<>();
    private final int rows;
    private final Rate rate;
    private volatile boolean stopped;

    /**
     * How much is written.
     *
     * @param transactions a second, over all connections
     * @param changes in each transaction
     */
    record Rate(int transactions, int changes) {}

    private SteadyWriter(int rows, Rate rate) {
        this.rows = rows;
        this.rate = rate;
    }

    /** @param rows how many the table has, with the keys 1 to this number */
    static SteadyWriter start(TestPipeline pipeline, int rows, Rate rate) {
        SteadyWriter writer = new SteadyWriter(rows, rate);
        for (int i = 0; i < CONNECTIONS; i++) {
            TransactionTimes own = new TransactionTimes();
            writer.times.add(own);
            writer.threads.add(CompletableFuture.runAsync(
                    () -> writer.write(pipeline, own), task -> new Thread(task, "application").start()));
        }
        return writer;
    }

    private void write(TestPipeline pipeline, TransactionTimes own) {
        long pauseNanos = 1_000_000_000L * CONNECTIONS / rate.transactions();
        try (Connection mysql = pipeline.mysql();
                PreparedStatement update = mysql.prepareStatement(
                        "UPDATE " + BenchTable.NAME + " SET customer = ?, note = UUID() WHERE id = ?")) {
            mysql.setAutoCommit(false);
            long next = System.nanoTime();
            while (!stopped) {
                LockSupport.parkNanos(next - System.nanoTime());
                transaction(mysql, update, own);
                next += pauseNanos;
            }
        } catch (SQLException e) {
            throw new CompletionException(e);
        }
    }

    /** In the order of the keys, so that two transactions do not wait for each other. */
    private void transaction(Connection mysql, PreparedStatement update, TransactionTimes own) throws SQLException {
        int[] keys = ThreadLocalRandom.current()
                .ints(rate.changes(), 1, rows + 1)
                .sorted()
                .toArray();
        long start = System.nanoTime();
        for (int key : keys) {
            update.setInt(1, ThreadLocalRandom.current().nextInt());
            update.setInt(2, key);
            update.executeUpdate();
        }
        mysql.commit();
        own.add(System.nanoTime() - start);
    }

    /** Ends the writing, and returns how long its transactions took. */
    TransactionTimes stop() {
        close();
        TransactionTimes all = new TransactionTimes();
        times.forEach(all::addAll);
        return all;
    }

    @Override
    public void close() {
        stopped = true;
        threads.forEach(CompletableFuture::join);
    }
}
