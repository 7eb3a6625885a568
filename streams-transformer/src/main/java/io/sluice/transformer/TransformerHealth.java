package io.sluice.transformer;

import io.sluice.metrics.Health;
import java.util.function.Supplier;

/** The health of a transformer in a process of its own: live as long as it has not failed, ready when it runs. */
record TransformerHealth(Supplier<TransformerState> state) implements Health {

    @Override
    public Verdict live() {
        TransformerState now = state.get();
        return verdict(now != TransformerState.FAILED, now);
    }

    @Override
    public Verdict ready() {
        TransformerState now = state.get();
        return verdict(now == TransformerState.RUNNING, now);
    }

    private static Verdict verdict(boolean good, TransformerState state) {
        return new Verdict(good, "transformer: " + state);
    }
}
