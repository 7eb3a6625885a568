package io.sluice.control.connect;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Detects a source connector whose state is RUNNING although it no longer reads, and restarts it at its committed
 * offset. When MySQL closes the connection between two events, as it does when it is killed or restarted, Debezium's
 * client ends without an error, since its keep-alive is off (docs/adr/0002); when MySQL's host disappears, the client
 * waits for ever. In both cases the heartbeats stop, which otherwise come twice a second. Not thread-safe.
 */
public final class SourcePulse {

    private static final Logger LOG = LoggerFactory.getLogger(SourcePulse.class);

    /**
     * Longer than a start of the connector, and than the time for which Kafka is unavailable when a broker is replaced.
     */
    static final Duration SILENCE_MAX = Duration.ofSeconds(15);

    static final Duration PAUSE = Duration.ofSeconds(1);

    private final ConnectClient connect;
    private final String source;
    private final LongSupplier heartbeats;
    private long lastCount = -1;
    private Instant lastHeard = Instant.MIN;
    private Instant lastLook = Instant.MIN;

    /** @param heartbeats how many there have been so far; it need not be exact, but it must grow */
    public SourcePulse(ConnectClient connect, String source, LongSupplier heartbeats) {
        this.connect = connect;
        this.source = source;
        this.heartbeats = heartbeats;
    }

    /** Checks the heartbeats, unless it has just done so. To be called often. */
    public void look(Instant now) {
        if (now.isBefore(lastLook.plus(PAUSE))) {
            return;
        }
        lastLook = now;
        long count = heartbeats.getAsLong();
        if (count != lastCount || !streams()) {
            lastCount = count;
            lastHeard = now;
        } else if (!now.isBefore(lastHeard.plus(SILENCE_MAX))) {
            LOG.warn("{} has sent no heartbeat for {} s and is restarted", source, SILENCE_MAX.toSeconds());
            connect.restart(source);
            lastHeard = now;
        }
    }

    /** While it reads the structure heartbeats may stop; a failed connector is restarted elsewhere. */
    private boolean streams() {
        boolean running = connect.status(source)
                .map(status -> status.all(ConnectorStatus.State.RUNNING))
                .orElse(false);
        return running
                && connect.offset(source)
                        .map(offset -> !offset.hasNonNull("snapshot"))
                        .orElse(false);
    }
}
