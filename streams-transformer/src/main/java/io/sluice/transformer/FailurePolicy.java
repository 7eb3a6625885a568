package io.sluice.transformer;

import io.sluice.core.retry.Backoff;
import io.sluice.core.wire.SchemaRegistryException;
import io.sluice.transformer.deadletter.StoppedAtRecordException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what happens when an error ends a thread of the transformer. If the error may be transient, and not too many
 * such errors have followed one another, a new thread starts after a growing pause; otherwise the transformer has
 * failed. Thread-safe.
 */
final class FailurePolicy implements StreamsUncaughtExceptionHandler {

    /** Pauses of 1, 2, 4, … seconds: about two minutes of failing before giving up. */
    static final int REPLACEMENTS_MAX = 7;

    /** After this long without an error, the next one counts as the first. */
    static final Duration FORGIVEN_AFTER = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(FailurePolicy.class);
    private static final Backoff PAUSES = Backoff.doubling(Duration.ofSeconds(1), Duration.ofSeconds(64));

    /** The pause; ends early when the transformer closes. */
    @FunctionalInterface
    interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    private final InstantSource clock;
    private final Pause pause;
    private int replacements;
    private long lastFailureMillis;
    private Throwable failure;

    FailurePolicy(InstantSource clock, Pause pause) {
        this.clock = clock;
        this.pause = pause;
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable error) {
        Throwable cause = cause(error);
        Optional<Duration> before = pauseBeforeReplacement(cause);
        if (before.isEmpty()) {
            LOG.error("The transformer stops: {}", cause.getMessage(), error);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        }
        LOG.warn(
                "A thread of the transformer failed and is replaced in {} s: {}",
                before.get().toSeconds(),
                cause.getMessage(),
                error);
        try {
            pause.of(before.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** Why the transformer has failed; empty as long as it has not. */
    synchronized Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    private synchronized Optional<Duration> pauseBeforeReplacement(Throwable cause) {
        long now = clock.millis();
        if (now - lastFailureMillis > FORGIVEN_AFTER.toMillis()) {
            replacements = 0;
        }
        lastFailureMillis = now;
        if (!mayPass(cause) || replacements == REPLACEMENTS_MAX) {
            failure = cause;
            return Optional.empty();
        }
        replacements++;
        return Optional.of(PAUSES.after(replacements));
    }

    private static boolean mayPass(Throwable cause) {
        if (cause instanceof SchemaRegistryException registry) {
            return registry.retriable();
        }
        return !(cause instanceof StoppedAtRecordException
                || cause instanceof AuthenticationException
                || cause instanceof AuthorizationException
                || cause instanceof Error);
    }

    /** Streams wraps the exceptions of processors, some of them several times. */
    private static Throwable cause(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null && cause.getClass().getName().startsWith("org.apache.kafka.streams.errors.")) {
            cause = cause.getCause();
        }
        return cause;
    }
}
