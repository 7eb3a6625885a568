package io.sluice.sink;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.metrics.internals.PluginMetricsImpl;
import org.apache.kafka.connect.sink.ErrantRecordReporter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.apache.kafka.connect.sink.SinkTaskContext;

/** Connect's side of a task: remembers what the task asks of it. */
final class TestContext implements SinkTaskContext {

    enum Reporting {
        ON,
        OFF,
        /** Takes reports, and loses them. */
        FAILING
    }

    record DeadLetter(SinkRecord record, String reason) {}

    final Map<TopicPartition, Long> rewinds = new HashMap<>();
    private final Map<TopicPartition, Long> seeks = new HashMap<>();
    final List<DeadLetter> deadLetters = new CopyOnWriteArrayList<>();
    final Set<TopicPartition> paused = new HashSet<>();

    /** How long the next poll may take at most; negative where the task does not mind. */
    long timeoutMs = -1;

    private final Set<TopicPartition> assignment = new HashSet<>();
    private final Reporting reporting;

    private final Metrics metrics = new Metrics();
    private final PluginMetrics pluginMetrics =
            new PluginMetricsImpl(metrics, Map.of("connector", "test", "task", "0"));

    TestContext(Reporting reporting) {
        this.reporting = reporting;
    }

    /** What the task's metric says now. */
    double metric(String name) {
        return metrics.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().name().equals(name))
                .map(metric -> (Number) metric.getValue().metricValue())
                .findFirst()
                .orElseThrow()
                .doubleValue();
    }

    @Override
    public ErrantRecordReporter errantRecordReporter() {
        return switch (reporting) {
            case OFF -> null;
            case ON ->
                (record, error) -> {
                    deadLetters.add(new DeadLetter(record, error.getMessage()));
                    return CompletableFuture.completedFuture(null);
                };
            case FAILING ->
                (record, error) -> CompletableFuture.failedFuture(new IllegalStateException("the topic is gone"));
        };
    }

    @Override
    public Map<String, String> configs() {
        return Map.of();
    }

    @Override
    public void offset(Map<TopicPartition, Long> offsets) {
        rewinds.putAll(offsets);
        seeks.putAll(offsets);
    }

    @Override
    public void offset(TopicPartition partition, long offset) {
        rewinds.put(partition, offset);
        seeks.put(partition, offset);
    }

    /** The offsets that the task has asked for since the last call, as the consumer takes them before it polls. */
    Map<TopicPartition, Long> takeSeeks() {
        Map<TopicPartition, Long> taken = Map.copyOf(seeks);
        seeks.clear();
        return taken;
    }

    @Override
    public void timeout(long newTimeoutMs) {
        timeoutMs = newTimeoutMs;
    }

    @Override
    public Set<TopicPartition> assignment() {
        return assignment;
    }

    void assign(Collection<TopicPartition> partitions) {
        assignment.addAll(partitions);
        paused.retainAll(assignment);
    }

    /** Connect pauses what was paused again if it comes back. */
    void revoke(Collection<TopicPartition> partitions) {
        assignment.removeAll(partitions);
    }

    @Override
    public void pause(TopicPartition... partitions) {
        paused.addAll(Arrays.asList(partitions));
    }

    @Override
    public void resume(TopicPartition... partitions) {
        Arrays.asList(partitions).forEach(paused::remove);
    }

    @Override
    public void requestCommit() {}

    @Override
    public PluginMetrics pluginMetrics() {
        return pluginMetrics;
    }
}
