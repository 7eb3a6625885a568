package io.sluice.control.status;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.JmxReporter;
import org.apache.kafka.common.metrics.KafkaMetricsContext;
import org.apache.kafka.common.metrics.MetricConfig;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.utils.Time;

/**
 * How many dead letters of each table are open, as a process knows it that reads the status again and again. In JMX they are
 * attributes of {@code sluice.run:type=dead-letters,pipeline=…,table=…}; those of all tables together, which are always
 * there, have no table. Thread-safe.
 */
public final class OpenLetterGauges implements AutoCloseable {

    private static final String GROUP = "dead-letters";

    private final String pipeline;
    private final Metrics metrics;
    private final Map<String, Long> open = new ConcurrentHashMap<>();
    private volatile long all;

    public OpenLetterGauges(String pipeline) {
        this.pipeline = pipeline;
        this.metrics = new Metrics(
                new MetricConfig(), List.of(new JmxReporter()), Time.SYSTEM, new KafkaMetricsContext("sluice.run"));
        metrics.addMetric(name(Map.of()), (Gauge<Long>) (config, now) -> all);
    }

    /** Shows what a status says; a table that once had open letters is shown from then on. */
    public synchronized void show(PipelineStatus status) {
        Map<String, Long> counts = status.letters().stream()
                .collect(Collectors.groupingBy(LetterReason::table, Collectors.summingLong(LetterReason::count)));
        all = status.deadLetters();
        open.replaceAll((table, count) -> counts.getOrDefault(table, 0L));
        counts.forEach((table, count) -> {
            if (open.put(table, count) == null) {
                metrics.addMetric(name(Map.of("table", table)), (Gauge<Long>) (config, now) -> open.get(table));
            }
        });
    }

    private MetricName name(Map<String, String> table) {
        // In JMX the order is part of the name.
        Map<String, String> tags = new LinkedHashMap<>(Map.of("pipeline", pipeline));
        tags.putAll(table);
        return metrics.metricName("open", GROUP, "Dead letters that are open", tags);
    }

    @Override
    public void close() {
        metrics.close();
    }
}
