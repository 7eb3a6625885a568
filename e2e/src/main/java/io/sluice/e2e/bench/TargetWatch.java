package io.sluice.e2e.bench;

import io.sluice.e2e.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/** The table on PostgreSQL's side, watched by its highest key while it streams: changes arrive in the order of their keys. */
record TargetWatch(PipelineContender contender, Connection postgres) {

    private static final long POLL_MILLIS = 10;
    private static final long COUNT_PAUSE_MILLIS = 200;
    private static final long LOOK_NANOS = 2_000_000_000L;

    /**
     * Waits until this key is there; returns the moment, in {@link System#nanoTime}.
     *
     * @throws IllegalStateException if the contender has failed
     */
    long awaitKey(long id) throws SQLException, InterruptedException {
        long nextLook = System.nanoTime() + LOOK_NANOS;
        while (highest() < id) {
            if (System.nanoTime() > nextLook) {
                // Costs the contender a request, so not at each poll.
                contender.isUp();
                nextLook = System.nanoTime() + LOOK_NANOS;
            }
            Thread.sleep(POLL_MILLIS);
        }
        return System.nanoTime();
    }

    /**
     * Waits until so many rows are there, in whatever order they come; returns the moment, in {@link System#nanoTime}.
     *
     * @throws IllegalStateException if the contender has failed
     */
    long awaitRows(long rows) throws SQLException, InterruptedException {
        awaitKey(rows);
        long counted = System.nanoTime();
        while (count() < rows) {
            Thread.sleep(COUNT_PAUSE_MILLIS);
            counted = System.nanoTime();
        }
        return counted;
    }

    private long count() throws SQLException {
        return Sql.number(postgres, "SELECT count(*) FROM " + contender.table());
    }

    long highest() throws SQLException {
        try {
            return Sql.number(postgres, "SELECT coalesce(max(id), 0) FROM " + contender.table());
        } catch (SQLException e) {
            if ("42P01".equals(e.getSQLState()) || "3F000".equals(e.getSQLState())) {
                return 0; // created with its first rows
            }
            throw e;
        }
    }

    void expectRows(long rows) throws SQLException {
        long found = count();
        if (found != rows) {
            throw new IllegalStateException(contender.name() + " has " + found + " rows instead of " + rows);
        }
    }
}
