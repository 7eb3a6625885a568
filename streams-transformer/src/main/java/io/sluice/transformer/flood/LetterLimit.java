package io.sluice.transformer.flood;

import io.sluice.core.flood.LetterCount;
import io.sluice.core.wire.Flood;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;

/**
 * The limit of the dead letters that each table of one task may make. Past it the table is stopped, which is published
 * before the transaction under way is given up: whoever reads the table next knows it. Belongs to one task and is not
 * thread-safe.
 */
public final class LetterLimit {

    /** How much longer an acceptance becomes before the others are told. */
    private static final long EXTENSION_MILLIS = Duration.ofSeconds(10).toMillis();

    private final int perMinuteMax;
    private final Floods floods;
    private final Consumer<Flood> send;
    private final LongSupplier clock;
    private final Map<TopicPartition, Limited> tables = new HashMap<>();

    private static final class Limited {
        final LetterCount count;
        long publishedUntilMillis;

        Limited(LetterCount count) {
            this.count = count;
            this.publishedUntilMillis = count.acceptedUntilMillis();
        }
    }

    /**
     * @param send sends an acceptance that becomes longer, in the transaction under way
     * @param clock the time now, in milliseconds since 1970
     */
    public LetterLimit(int perMinuteMax, Floods floods, Consumer<Flood> send, LongSupplier clock) {
        this.perMinuteMax = perMinuteMax;
        this.floods = floods;
        this.send = send;
        this.clock = clock;
    }

    /**
     * Counts a dead letter.
     *
     * @param timeMillis of the record
     * @param reason why the record cannot be carried over
     * @throws FloodException if it is one too many
     */
    public void admit(TopicPartition table, long timeMillis, String reason, Throwable cause) {
        Limited limited = tables.computeIfAbsent(table, this::limited);
        if (!limited.count.admit(timeMillis)) {
            String sentence = LetterCount.excess(perMinuteMax, reason);
            floods.publish(new Flood(table.topic(), table.partition(), new Flood.Stopped(clock.getAsLong(), sentence)));
            throw new FloodException(table.topic() + " is stopped (" + sentence + "); all other tables go on", cause);
        }
        long until = limited.count.acceptedUntilMillis();
        if (until > limited.publishedUntilMillis + EXTENSION_MILLIS) {
            limited.publishedUntilMillis = until;
            send.accept(new Flood(table.topic(), table.partition(), new Flood.Accepted(until)));
        }
    }

    private Limited limited(TopicPartition table) {
        return new Limited(new LetterCount(perMinuteMax, floods.acceptedUntilMillis(table.topic(), table.partition())));
    }
}
