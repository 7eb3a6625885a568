package io.sluice.core.retry;

import java.time.Duration;
import java.util.Objects;

/**
 * The pauses between attempts, each longer than the one before, up to a longest. Immutable.
 *
 * @param first the pause after the first attempt
 * @param growth the factor from one pause to the next, at least 1
 * @param longest the bound of all pauses, at least {@code first}
 */
public record Backoff(Duration first, double growth, Duration longest) {

    public Backoff {
        Objects.requireNonNull(longest);
        if (first.isZero() || first.isNegative() || first.compareTo(longest) > 0) {
            throw new IllegalArgumentException("pauses cannot grow from " + first + " to " + longest);
        }
        if (!(growth >= 1)) {
            throw new IllegalArgumentException("pauses cannot grow by the factor " + growth);
        }
    }

    /** Pauses that double. */
    public static Backoff doubling(Duration first, Duration longest) {
        return new Backoff(first, 2, longest);
    }

    /** @param attempts how many attempts have failed, at least 1 */
    public Duration after(int attempts) {
        if (attempts < 1) {
            throw new IllegalArgumentException("no pause before the first attempt");
        }
        double nanos = first.toNanos() * Math.pow(growth, attempts - 1);
        return nanos < longest.toNanos() ? Duration.ofNanos((long) nanos) : longest;
    }
}
