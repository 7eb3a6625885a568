package io.sluice.sink.apply;

import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * How far the target is behind the source. While a batch is being applied, the lag is the age of its changes, and
 * grows. For a while afterwards it stays what it was at the end. Written by the writer's thread, read by any.
 */
final class SourceLag {

    /** Long enough for a monitor that looks every 15 seconds, even if each batch takes milliseconds. */
    static final Duration REMEMBERED = Duration.ofSeconds(30);

    private final Clock clock;
    private volatile State state = new Remembered(0, 0);

    private sealed interface State {
        long lagMillis(long now);
    }

    private record Growing(long commitMillis) implements State {
        @Override
        public long lagMillis(long now) {
            return now - commitMillis;
        }
    }

    private record Remembered(long atMillis, long lagMillis) implements State {
        @Override
        public long lagMillis(long now) {
            return now - atMillis > REMEMBERED.toMillis() ? 0 : lagMillis;
        }
    }

    SourceLag(Clock clock) {
        this.clock = clock;
    }

    /** @param commitMicros when the batch's changes were committed on the source, if that is known of any */
    void begins(OptionalLong commitMicros) {
        commitMicros.ifPresent(micros -> state = new Growing(Math.floorDiv(micros, 1_000)));
    }

    void applied() {
        if (state instanceof Growing growing) {
            long now = clock.millis();
            state = new Remembered(now, growing.lagMillis(now));
        }
    }

    /** Never negative: the source's clock may be ahead of this one. */
    long millis() {
        return Math.max(0, state.lagMillis(clock.millis()));
    }
}
