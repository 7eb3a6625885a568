package io.sluice.sink.topic;

import java.time.Instant;
import java.util.Objects;

/**
 * When a partition had been applied up to the end of its log for the last time, as far as is known. Times are PostgreSQL's.
 *
 * @param end the end of the log then
 * @param now when this was read
 */
public record CatchUp(long end, Instant at, Instant now) {
    public CatchUp {
        Objects.requireNonNull(at);
        Objects.requireNonNull(now);
    }
}
