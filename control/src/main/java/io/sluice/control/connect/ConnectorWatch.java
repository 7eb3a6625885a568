package io.sluice.control.connect;

import io.sluice.core.retry.Backoff;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Restarts the failed tasks of some connectors, after a pause that doubles each time. A connector that fails repeatedly
 * although everything that it depends on answers has failed for good. When a connector has run for
 * {@value #PROBATION_MINUTES} minutes after a restart, its restarts are counted from 0 again. One thread looks;
 * {@link #failure} is thread-safe.
 */
public final class ConnectorWatch {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectorWatch.class);

    static final int LIMIT = 6;
    private static final int PROBATION_MINUTES = 10;

    /** What Debezium says of a place in the log that MySQL has purged: no restart helps. */
    private static final String PURGED = "no longer available on the server";

    private static final Backoff PAUSES = Backoff.doubling(Duration.ofSeconds(1), Duration.ofSeconds(32));

    /** While a dependency is away, restarts fail; they cost little. */
    private static final Duration EXCUSED_PAUSE = Duration.ofSeconds(5);

    private final ConnectClient connect;
    private final List<Watched> watched;

    public ConnectorWatch(ConnectClient connect, List<String> connectors) {
        this.connect = connect;
        this.watched = connectors.stream().map(Watched::new).toList();
    }

    /**
     * Checks all connectors once.
     *
     * @param excused whether a dependency is away; then the failures of connectors do not count
     */
    public void look(Instant now, boolean excused) {
        watched.forEach(one -> one.look(now, excused));
    }

    /** The reason why a connector has failed for good, if one has. */
    public Optional<String> failure() {
        return watched.stream()
                .map(one -> one.lasting)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private final class Watched {
        private final String connector;
        private int restarts;
        private Instant lastRestart = Instant.EPOCH;
        private volatile Optional<String> lasting = Optional.empty();

        Watched(String connector) {
            this.connector = connector;
        }

        void look(Instant now, boolean excused) {
            Optional<String> failure = connect.status(connector).flatMap(ConnectorStatus::failure);
            boolean provenGood = Duration.between(lastRestart, now).toMinutes() >= PROBATION_MINUTES;
            if (excused || (failure.isEmpty() && provenGood)) {
                restarts = 0;
            }
            if (failure.filter(reason -> reason.contains(PURGED)).isPresent()) {
                lasting = Optional.of("MySQL no longer has the part of its log that comes next; 'sluice run --resync'"
                        + " goes on at the end of the log and reloads every table (" + failure.get() + ")");
            } else if (failure.isPresent() && restarts == LIMIT) {
                lasting = Optional.of(
                        connector + " failed " + (LIMIT + 1) + " times, the last time because: " + failure.get());
            } else if (failure.isPresent() && Duration.between(lastRestart, now).compareTo(pause(excused)) >= 0) {
                restarts++;
                lastRestart = now;
                LOG.warn("{} failed and is restarted ({} of {}): {}", connector, restarts, LIMIT, failure.get());
                connect.restartFailed(connector);
            }
        }

        private Duration pause(boolean excused) {
            return excused ? EXCUSED_PAUSE : PAUSES.after(restarts + 1);
        }
    }
}
