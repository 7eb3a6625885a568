package io.sluice.e2e.bench.load;

import java.sql.SQLException;
import java.time.Duration;

/**
 * Waits for what a contender does, as others see it.
 *
 * @param startNanos the contender's start, in {@link System#nanoTime}
 * @param requireAlive throws, with the reason, if the contender has failed; costs something, so that it is called seldom
 */
record LoadWatch(long startNanos, Runnable requireAlive) {

    private static final long ALIVE_EVERY_NANOS = Duration.ofSeconds(2).toNanos();

    /** Something that will be so. */
    @FunctionalInterface
    interface Look {
        boolean isSo() throws SQLException;
    }

    /** How many seconds after the start it was so. */
    double await(Duration pause, Look look) throws SQLException, InterruptedException {
        long nextNanos = System.nanoTime() + ALIVE_EVERY_NANOS;
        while (!look.isSo()) {
            if (System.nanoTime() > nextNanos) {
                requireAlive.run();
                nextNanos = System.nanoTime() + ALIVE_EVERY_NANOS;
            }
            Thread.sleep(pause.toMillis());
        }
        return seconds();
    }

    /** Since the start. */
    double seconds() {
        return (System.nanoTime() - startNanos) / 1e9;
    }
}
