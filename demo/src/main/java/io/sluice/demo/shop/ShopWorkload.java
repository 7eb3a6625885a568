package io.sluice.demo.shop;

import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Changes the shop as customers and staff would: transactions over several tables, on one connection. When the
 * connection breaks, it continues with a new one. One thread runs it; {@link #stop()} and {@link #committed()} are for
 * any thread.
 */
public final class ShopWorkload implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE_BETWEEN_ATTEMPTS = Duration.ofMillis(200);

    /** Opens the workload's connections to the database {@code shop}, with the privilege to change it. */
    public interface Connections {
        Connection open() throws SQLException;
    }

    private final Connections connections;
    private final Dice dice;
    private final AtomicLong committed = new AtomicLong();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private Connection connection;

    /**
     * @param seed determines the transactions; MySQL makes the values that must be unique, so a seed may be used again
     */
    public ShopWorkload(Connections connections, long seed) {
        this.connections = connections;
        this.dice = new Dice(seed);
    }

    /** Runs this many transactions as fast as the server takes them, fewer if stopped. */
    public void runTransactions(int count) {
        for (int i = 0; i < count && !stopped.get(); i++) {
            runOne();
        }
    }

    /** Runs transactions at a steady rate until stopped; catches up after a delay by a slow server. */
    public void runAtRate(int transactionsPerSecond) {
        long intervalNanos = Duration.ofSeconds(1).toNanos() / transactionsPerSecond;
        long next = System.nanoTime();
        while (!stopped.get()) {
            runOne();
            next += intervalNanos;
            pause(Duration.ofNanos(Math.max(0, next - System.nanoTime())));
        }
    }

    /** Makes the runs above return after the transaction they are in. */
    public void stop() {
        stopped.set(true);
    }

    /**
     * The number of transactions known to be committed. One whose reply was lost is not counted, though it may be
     * committed.
     */
    public long committed() {
        return committed.get();
    }

    /** Closes the connection; to be called when no run is under way. */
    @Override
    public void close() {
        disconnect();
    }

    private void runOne() {
        ShopTransaction transaction = ShopTransaction.any(dice);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!stopped.get()) {
            try {
                connect();
                transaction.run(new ShopSession(connection, dice));
                connection.commit();
                committed.incrementAndGet();
                return;
            } catch (SQLException e) {
                disconnect(); // which rolls back
                if (!passes(e) || System.nanoTime() > deadline) {
                    throw new SluiceException(
                            ExitCode.UNREACHABLE,
                            "The workload cannot change the shop (" + transaction + ": " + e.getMessage()
                                    + "): see that MySQL runs, and start again.",
                            e);
                }
                pause(PAUSE_BETWEEN_ATTEMPTS);
            }
        }
    }

    /**
     * Whether another attempt may succeed: the connection broke, the server is shutting down, or there was a deadlock.
     */
    private static boolean passes(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return e instanceof SQLRecoverableException
                || e instanceof SQLTransientException
                || state.startsWith("08")
                || state.startsWith("40")
                || e.getErrorCode() == 1053;
    }

    private void connect() throws SQLException {
        if (connection == null) {
            connection = connections.open();
            connection.setAutoCommit(false);
        }
    }

    private void disconnect() {
        if (connection == null) {
            return;
        }
        try {
            connection.close();
        } catch (SQLException e) {
            // It was broken already.
        }
        connection = null;
    }

    private void pause(Duration duration) {
        try {
            Thread.sleep(duration.toMillis(), duration.toNanosPart() % 1_000_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop();
        }
    }
}
