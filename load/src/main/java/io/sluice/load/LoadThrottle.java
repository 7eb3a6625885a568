package io.sluice.load;

import io.sluice.core.pipeline.LoadPace;
import io.sluice.load.read.SourceStrain;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Holds a loader's readers back where the source needs it, or the user wishes it. Thread-safe. */
public final class LoadThrottle {

    private static final Logger LOG = LoggerFactory.getLogger(LoadThrottle.class);
    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long SECOND_NANOS = Duration.ofSeconds(1).toNanos();

    private final LoadPace pace;
    private final SourceStrain strain;
    private long lookedNanos = System.nanoTime() - LOOK_NANOS;
    private Optional<String> strained = Optional.empty();

    /** Until then the rows that were read are within the bound. */
    private long paidNanos = System.nanoTime();

    LoadThrottle(LoadPace pace) {
        this.pace = pace;
        this.strain = new SourceStrain(pace.pauseWhen());
    }

    /** Counts rows that were read. */
    synchronized void read(long rows) {
        pace.rowsPerSecondMax().ifPresent(most -> {
            paidNanos = Math.max(paidNanos, System.nanoTime()) + rows * SECOND_NANOS / most;
        });
    }

    /** How long no chunk should be begun; zero if one may. Asks the source once a second. */
    synchronized Duration wait(Connection mysql) throws SQLException {
        long now = System.nanoTime();
        if (now - lookedNanos >= LOOK_NANOS) {
            lookedNanos = now;
            Optional<String> found = strain.of(mysql);
            if (found.isPresent() && strained.isEmpty()) {
                LOG.info("The load pauses, since MySQL is under strain: {}", found.get());
            }
            strained = found;
        }
        long wait = strained.isPresent() ? LOOK_NANOS : paidNanos - now;
        return Duration.ofNanos(Math.max(0, Math.min(LOOK_NANOS, wait)));
    }
}
