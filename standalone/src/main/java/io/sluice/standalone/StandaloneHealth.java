package io.sluice.standalone;

import io.sluice.metrics.Health;
import io.sluice.transformer.Transformer;
import io.sluice.transformer.TransformerState;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The health of all stages together: live until one has failed for good, ready when all of them run. */
final class StandaloneHealth implements Health {

    private final CompletableFuture<StandaloneException> failure;
    private volatile Optional<ConnectWorker> worker = Optional.empty();
    private volatile Optional<Transformer> transformer = Optional.empty();

    /** @param failure completes when a stage has failed for good */
    StandaloneHealth(CompletableFuture<StandaloneException> failure) {
        this.failure = failure;
    }

    void started(ConnectWorker started) {
        worker = Optional.of(started);
    }

    void started(Transformer started) {
        transformer = Optional.of(started);
    }

    @Override
    public Verdict live() {
        return Optional.ofNullable(failure.getNow(null))
                .map(reason -> Verdict.bad(reason.getMessage()))
                .orElseGet(() -> Verdict.good("alive"));
    }

    @Override
    public Verdict ready() {
        TransformerState state = transformer.map(Transformer::state).orElse(TransformerState.STARTING);
        boolean connectors = worker.map(ConnectWorker::connectorsRun).orElse(false);
        return new Verdict(
                connectors && state == TransformerState.RUNNING,
                "transformer: " + state + ", connectors: " + (connectors ? "RUNNING" : "not all running"));
    }
}
