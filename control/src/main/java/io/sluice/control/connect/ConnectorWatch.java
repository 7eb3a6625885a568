package io.sluice.control.connect;

import io.sluice.core.retry.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Restarts the failed tasks of some connectors: after a pause that doubles each time, and up to a limit. When a
 * connector has run for {@value #PROBATION_MINUTES} minutes after a restart, its restarts are counted from 0 again. Not
 * thread-safe.
 */
public final class ConnectorWatch {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectorWatch.class);

    static final int LIMIT = 6;
    private static final int PROBATION_MINUTES = 10;
    private static final Backoff PAUSES = Backoff.doubling(Duration.ofSeconds(1), Duration.ofSeconds(32));

    private final ConnectClient connect;
    private final List<Watched> watched;

    public ConnectorWatch(ConnectClient connect, List<String> connectors) {
        this.connect = connect;
        this.watched = connectors.stream().map(Watched::new).toList();
    }

    /** Checks all connectors once; returns the reason if one has failed for good. */
    public Optional<String> look(Instant now) {
        return watched.stream()
                .map(one -> one.look(now))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private final class Watched {
        private final String connector;
        private int restarts;
        private Instant lastRestart = Instant.EPOCH;

        Watched(String connector) {
            this.connector = connector;
        }

        Optional<String> look(Instant now) {
            Optional<String> failure = connect.status(connector).flatMap(ConnectorStatus::failure);
            if (failure.isEmpty()) {
                if (restarts > 0 && Duration.between(lastRestart, now).toMinutes() >= PROBATION_MINUTES) {
                    restarts = 0;
                }
                return Optional.empty();
            }
            if (restarts == LIMIT) {
                return Optional.of(
                        connector + " failed " + (LIMIT + 1) + " times, the last time because: " + failure.get());
            }
            if (Duration.between(lastRestart, now).compareTo(PAUSES.after(restarts + 1)) >= 0) {
                restarts++;
                lastRestart = now;
                LOG.warn("{} failed and is restarted ({} of {}): {}", connector, restarts, LIMIT, failure.get());
                connect.restartFailed(connector);
            }
            return Optional.empty();
        }
    }
}
