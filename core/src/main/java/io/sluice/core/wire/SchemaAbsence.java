package io.sluice.core.wire;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * When a registry is believed that it has no schema of an id, although it has others. A registry that has just started may
 * answer while it still reads its own store, and then says so of schemas that it has; so it must have said so, of this id or
 * others, without interruption, for {@link #BELIEVED_AFTER}. Thread-safe.
 */
final class SchemaAbsence {

    static final Duration BELIEVED_AFTER = Duration.ofMinutes(1);

    /** Answers further apart do not make one statement: the registry may have been started again between them. */
    private static final Duration LONGEST_INTERVAL = Duration.ofMinutes(2);

    private final InstantSource clock;
    private Instant first = Instant.MIN;
    private Instant last = Instant.MIN;

    SchemaAbsence(InstantSource clock) {
        this.clock = clock;
    }

    /** The registry has said that it has no schema of an id. Returns whether that is to be believed. */
    synchronized boolean said() {
        Instant now = clock.instant();
        if (last.equals(Instant.MIN) || last.plus(LONGEST_INTERVAL).isBefore(now)) {
            first = now;
        }
        last = now;
        return !first.plus(BELIEVED_AFTER).isAfter(now);
    }

    /** The registry was away, so what it said before counts no more. */
    synchronized void interrupted() {
        last = Instant.MIN;
    }
}
