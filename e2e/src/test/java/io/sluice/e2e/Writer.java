package io.sluice.e2e;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransactionRollbackException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Keeps changing a MySQL database from a thread of its own until it is closed, which also tells of any failure. */
public final class Writer implements AutoCloseable {

    /** One transaction; {@code round} counts them. */
    public interface Change {
        void apply(Connection mysql, int round) throws SQLException;
    }

    private static final long PAUSE_MILLIS = 2;

    private final CompletableFuture<Integer> rounds;
    private volatile boolean stopped;

    private Writer(TestPipeline pipeline, Change change) {
        rounds = CompletableFuture.supplyAsync(() -> write(pipeline, change), task -> new Thread(task).start());
    }

    public static Writer start(TestPipeline pipeline, Change change) {
        return new Writer(pipeline, change);
    }

    private int write(TestPipeline pipeline, Change change) {
        try (Connection mysql = pipeline.mysql()) {
            int round = 0;
            while (!stopped) {
                try {
                    change.apply(mysql, round++);
                } catch (SQLTransactionRollbackException e) {
                    // The loser of a deadlock: nothing was changed in this round.
                }
                Thread.sleep(PAUSE_MILLIS);
            }
            return round;
        } catch (SQLException | InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    /** Returns after the last transaction, with their number. */
    public int stop() {
        stopped = true;
        return rounds.join();
    }

    @Override
    public void close() {
        stop();
    }
}
