package io.sluice.sink.apply;

import io.sluice.core.retry.Backoff;
import io.sluice.sink.target.TargetSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repeats work that fails for a passing reason. The pauses grow, and are random in part, so that tasks that failed
 * together do not try again together.
 *
 * @param limit how long to go on after the first failure
 */
public record Retries(Duration limit) {

    private static final Logger LOG = LoggerFactory.getLogger(Retries.class);
    private static final Backoff PAUSES = Backoff.doubling(Duration.ofMillis(50), Duration.ofSeconds(5));

    public Retries {
        if (limit.isNegative()) {
            throw new IllegalArgumentException("cannot retry for " + limit);
        }
    }

    /** Something done in a transaction, from its start to its commit. */
    @FunctionalInterface
    interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    /**
     * Does the work.
     *
     * @param retried called before each pause
     * @throws ConnectException if the work fails for a reason that lasts, or for too long
     */
    <T> T run(TargetSession session, Work<T> work, Runnable retried) {
        long deadline = 0;
        for (int attempt = 1; ; attempt++) {
            try {
                return work.run(session.connection());
            } catch (SQLException e) {
                end(session, e);
                requireRetriable(session, e);
                Duration pause = PAUSES.after(attempt);
                long now = System.nanoTime();
                deadline = attempt == 1 ? now + limit.toNanos() : deadline;
                if (now + pause.toNanos() > deadline) {
                    throw new ConnectException(
                            "PostgreSQL could not be used for " + limit.toSeconds()
                                    + " s, check that it runs and restart the task: " + Reason.of(e),
                            e);
                }
                LOG.warn("Trying again in about {} ms: {}", pause.toMillis(), Reason.of(e));
                retried.run();
                sleep(pause);
            } catch (RuntimeException e) {
                session.rollback();
                throw e;
            }
        }
    }

    private static void requireRetriable(TargetSession session, SQLException e) {
        if (session.isCancelled()) {
            throw new ConnectException("The task was stopped while it waited for PostgreSQL", e);
        }
        if (!mayPass(SqlFault.of(e))) {
            throw new ConnectException("PostgreSQL refuses the sink's work: " + Reason.of(e), e);
        }
    }

    private static boolean mayPass(SqlFault fault) {
        return switch (fault) {
            case PASSING, TIMEOUT -> true;
            case RECORD, FOREIGN_KEY, OCCUPIED, LAYOUT, LASTING -> false;
        };
    }

    /** Ends the transaction that an error has broken, and the connection if that is broken too. */
    static void end(TargetSession session, SQLException e) {
        if (SqlFault.endsConnection(e)) {
            session.close();
        } else {
            session.rollback();
        }
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep((long) (pause.toMillis() * ThreadLocalRandom.current().nextDouble(0.5, 1.0)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("The task was stopped while it waited for PostgreSQL", e);
        }
    }
}
