package io.sluice.transformer;

import io.sluice.core.mapping.MappingRules;
import io.sluice.transformer.config.TransformerConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.AuthenticationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A transformer that maps by the rules published for its pipeline: it waits for the first ones, and restarts when they
 * change. Thread-safe.
 */
final class RuledTransformer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RuledTransformer.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final TransformerConfig config;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile Optional<Transformer> current = Optional.empty();
    private volatile Optional<Throwable> failure = Optional.empty();

    /** @param config the published rules replace its rules, which are those of the pipeline's file */
    RuledTransformer(TransformerConfig config) {
        this.config = config;
    }

    /**
     * Returns when the transformer has failed for good, or {@link #close} was called. Called once.
     *
     * @throws org.apache.kafka.common.KafkaException if Kafka cannot be reached
     * @throws IllegalArgumentException if the rules cannot be understood
     */
    void run() {
        try (RulesReader published = RulesReader.open(config)) {
            LOG.info(
                    "Waiting for the rules that 'sluice run' publishes on {}.",
                    config.topics().rules());
            Optional<MappingRules> rules = published.await(this::isStopping);
            while (rules.isPresent()) {
                rules = transform(rules.get(), published);
            }
        } finally {
            ended.countDown();
        }
    }

    /** Waits for rules that replace these; empty when the run is over. */
    private Optional<MappingRules> transform(MappingRules rules, RulesReader published) {
        LOG.info("The transformer starts, with {} rules.", rules.rules().size());
        try (Transformer transformer = Transformer.start(config.withRules(rules), this::failed)) {
            current = Optional.of(transformer);
            while (!isStopping()) {
                Optional<MappingRules> newer = newer(published).filter(other -> !other.equals(rules));
                if (newer.isPresent()) {
                    LOG.info("The rules have changed.");
                    return newer;
                }
            }
            return Optional.empty();
        }
    }

    private void failed(Throwable reason) {
        failure = Optional.of(reason);
        stopping.countDown();
    }

    /** A Kafka that refuses the login also refuses the transformer, which waits for it and fails after a time. */
    private Optional<MappingRules> newer(RulesReader published) {
        try {
            return published.next();
        } catch (AuthenticationException e) {
            LOG.warn("The rules are not looked at, since Kafka refuses: {}", e.getMessage());
            pause();
            return Optional.empty();
        }
    }

    private void pause() {
        try {
            boolean ignored = stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping.countDown();
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    /** The state of the transformer; {@code STARTING} while there are no rules. */
    TransformerState state() {
        return current.map(Transformer::state).orElse(TransformerState.STARTING);
    }

    /** Why the transformer has failed; empty as long as it has not. */
    Optional<Throwable> failure() {
        return failure;
    }

    /** Returns when {@link #run} is over. */
    @Override
    public void close() throws InterruptedException {
        stopping.countDown();
        ended.await();
    }
}
