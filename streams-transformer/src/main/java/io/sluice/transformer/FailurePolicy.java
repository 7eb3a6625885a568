package io.sluice.transformer;

import io.sluice.core.wire.SchemaRegistryException;
import io.sluice.transformer.deadletter.StoppedAtRecordException;
import io.sluice.transformer.topic.LostRecordsException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what follows when a thread of the transformer ends by an error: a new thread after a growing pause, as long as
 * the error may pass and has not come again and again for too long; otherwise the transformer has failed. A schema
 * registry that is away is waited for without limit. Thread-safe.
 */
final class FailurePolicy implements StreamsUncaughtExceptionHandler {

    /** How long an error that may pass may come again and again. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    /** How long the schema registry may refuse: somebody may be changing its passwords or certificate. */
    static final Duration REFUSAL_MAX = Duration.ofMinutes(5);

    /** After this long without an error, the next one counts as the first. */
    static final Duration FORGIVEN_AFTER = Duration.ofMinutes(5);

    private static final Duration ENDLESS = Duration.ofSeconds(Long.MAX_VALUE);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Logger LOG = LoggerFactory.getLogger(FailurePolicy.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    /** Waits; ended early when the transformer closes. */
    @FunctionalInterface
    interface Pause {
        void of(Duration time) throws InterruptedException;
    }

    private final InstantSource clock;
    private final Pause pause;
    private Duration patience = Duration.ZERO;
    private Instant failingSince = Instant.EPOCH;
    private Instant lastFailure = Instant.EPOCH;
    private Duration nextPause = FIRST_PAUSE;
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
        Instant now = clock.instant();
        Duration allowed = patience(cause);
        if (!allowed.equals(patience) || now.isAfter(lastFailure.plus(FORGIVEN_AFTER))) {
            patience = allowed;
            failingSince = now;
            nextPause = FIRST_PAUSE;
        }
        lastFailure = now;
        if (Duration.between(failingSince, now).compareTo(allowed) >= 0) {
            failure = cause;
            return Optional.empty();
        }
        Duration before = nextPause;
        nextPause = before.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? before.multipliedBy(2) : LONGEST_PAUSE;
        return Optional.of(before);
    }

    private static Duration patience(Throwable cause) {
        if (cause instanceof SchemaRegistryException registry) {
            return switch (registry.kind()) {
                case AWAY -> ENDLESS;
                case REFUSES -> REFUSAL_MAX;
                case NO_SUCH_SCHEMA -> Duration.ZERO;
            };
        }
        boolean lasting = cause instanceof StoppedAtRecordException
                || cause instanceof LostRecordsException
                || cause instanceof AuthenticationException
                || cause instanceof AuthorizationException
                || cause instanceof Error;
        return lasting ? Duration.ZERO : PATIENCE;
    }

    /** Streams wraps what a processor throws, more than once. */
    private static Throwable cause(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null && cause.getClass().getName().startsWith("org.apache.kafka.streams.errors.")) {
            cause = cause.getCause();
        }
        return cause;
    }
}
