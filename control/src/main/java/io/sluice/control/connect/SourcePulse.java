package io.sluice.control.connect;

import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices a source connector that says it runs and yet reads nothing any more, and starts it again from its committed
 * offset. When MySQL closes the connection between two events, as it does when it is killed or restarted, Debezium's
 * client ends without a word, since its keep-alive is off (docs/adr/0002); when MySQL's host vanishes, the client waits
 * for ever. Either way its heartbeats end, of which there are two a second otherwise. Not thread-safe.
 */
public final class SourcePulse {

    private static final Logger LOG = LoggerFactory.getLogger(SourcePulse.class);

    /** Longer than a start of the connector takes, and than Kafka is away when a broker is replaced. */
    static final Duration SILENCE_MAX = Duration.ofSeconds(15);

    static final Duration PAUSE = Duration.ofSeconds(1);

    private final ConnectClient connect;
    private final String source;
    private final LongSupplier heartbeats;
    private long lastCount = -1;
    private Instant lastHeard = Instant.MIN;
    private Instant lastLook = Instant.MIN;

    /** @param heartbeats how many there have been so far; it need not count exactly, as long as it grows */
    public SourcePulse(ConnectClient connect, String source, LongSupplier heartbeats) {
        this.connect = connect;
        this.source = source;
        this.heartbeats = heartbeats;
    }

    /** Looks, unless it has just done so; to be called often. */
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
            LOG.warn("{} has said nothing for {} s and is started again", source, SILENCE_MAX.toSeconds());
            connect.restart(source);
            lastHeard = now;
        }
    }

    /** A snapshot may well be silent, while MySQL takes its time for a query; and who has failed is restarted as such. */
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
