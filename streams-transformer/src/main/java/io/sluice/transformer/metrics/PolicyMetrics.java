package io.sluice.transformer.metrics;

import io.sluice.core.wire.PolicyUse;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.CumulativeSum;
import org.apache.kafka.streams.StreamsMetrics;

/** Counts what policies do to values, by column. Not thread-safe. */
public final class PolicyMetrics implements AutoCloseable {

    private final SluiceMetrics metrics;
    private final Map<PolicyUse.Subject, Sensor> sensors = new HashMap<>();

    public PolicyMetrics(StreamsMetrics streams, String pipeline) {
        this.metrics = new SluiceMetrics(streams, pipeline);
    }

    /** A policy has decided about a value. */
    public void used(PolicyUse.Subject subject) {
        sensors.computeIfAbsent(subject, this::sensor).record();
    }

    private Sensor sensor(PolicyUse.Subject subject) {
        Map<String, String> labels = Map.of(
                "table", subject.table().toString(),
                "column", subject.column(),
                "policy", subject.policy().id(),
                "choice", subject.choice().id(),
                "task", subject.task());
        return metrics.sensor("policy-values-total", "Values that a policy decided about", labels, new CumulativeSum());
    }

    @Override
    public void close() {
        metrics.close();
    }
}
