package io.sluice.transformer;

import io.sluice.core.retry.Backoff;
import io.sluice.core.wire.SchemaRegistryException;
import io.sluice.transformer.deadletter.StoppedAtRecordException;
import io.sluice.transformer.flood.FloodException;
import io.sluice.transformer.topic.LostRecordsException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what happens when an error ends a thread of the transformer. If the error may be transient, and such errors have
 * not followed one another for too long, a new thread starts after a growing pause; otherwise the transformer has failed.
 * Kafka and the schema registry are waited for without limit while they are away. A thread that ends because it has stopped a
 * table is replaced at once, to go on with all others. Thread-safe.
 */
final class FailurePolicy implements StreamsUncaughtExceptionHandler {

    /** How long an error that may pass may come again and again. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    /** How long Kafka or the schema registry may refuse: somebody may be changing its passwords or certificate. */
    static final Duration REFUSAL_MAX = Duration.ofMinutes(5);

    /** After this long without an error, the next one counts as the first. */
    static final Duration FORGIVEN_AFTER = Duration.ofMinutes(5);

    private static final Duration ENDLESS = Duration.ofSeconds(Long.MAX_VALUE);
    private static final Logger LOG = LoggerFactory.getLogger(FailurePolicy.class);
    private static final Backoff PAUSES = Backoff.doubling(Duration.ofSeconds(1), Duration.ofSeconds(30));

    /** The pause; ends early when the transformer closes. */
    @FunctionalInterface
    interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    private final InstantSource clock;
    private final Pause pause;
    private Duration patience = Duration.ZERO;
    private Instant failingSince = Instant.EPOCH;
    private Instant lastFailure = Instant.EPOCH;
    private int failures;
    private Throwable failure;

    FailurePolicy(InstantSource clock, Pause pause) {
        this.clock = clock;
        this.pause = pause;
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable error) {
        Throwable cause = cause(error);
        if (cause instanceof FloodException) {
            LOG.error(cause.getMessage());
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
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
        Instant now = clock.instant();
        Duration allowed = patience(cause);
        if (!allowed.equals(patience) || now.isAfter(lastFailure.plus(FORGIVEN_AFTER))) {
            patience = allowed;
            failingSince = now;
            failures = 0;
        }
        lastFailure = now;
        if (Duration.between(failingSince, now).compareTo(allowed) >= 0) {
            failure = cause;
            return Optional.empty();
        }
        failures++;
        return Optional.of(PAUSES.after(failures));
    }

    private static Duration patience(Throwable cause) {
        if (cause instanceof SchemaRegistryException registry) {
            return switch (registry.kind()) {
                case AWAY -> ENDLESS;
                case REFUSES -> REFUSAL_MAX;
                case NO_SUCH_SCHEMA -> Duration.ZERO;
            };
        }
        if (cause instanceof RetriableException) {
            return ENDLESS;
        }
        if (cause instanceof AuthenticationException) {
            return REFUSAL_MAX;
        }
        boolean lasting = cause instanceof StoppedAtRecordException
                || cause instanceof LostRecordsException
                || cause instanceof AuthorizationException
                || cause instanceof Error;
        return lasting ? Duration.ZERO : PATIENCE;
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
