package io.sluice.sink.apply;

import io.sluice.sink.change.Change;
import io.sluice.sink.plan.Batch;
import io.sluice.sink.plan.OffsetAdvance;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Gauge;
import org.apache.kafka.common.metrics.PluginMetrics;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.CumulativeCount;
import org.apache.kafka.common.metrics.stats.CumulativeSum;
import org.apache.kafka.common.metrics.stats.Max;

/**
 * The metrics of one task, which the worker publishes. In JMX they are the attributes of
 * {@code kafka.connect:type=plugins,connector=…,task=…,stage=sink}. Updated once per batch, never per row. Connect
 * removes them when it closes the task.
 */
public final class SinkMetrics {

    private static final Map<String, String> STAGE = Map.of("stage", "sink");

    private final PluginMetrics metrics;
    private final Sensor rows;
    private final Sensor batches;
    private final Sensor retries;
    private final Sensor deadLetters;
    private final SourceLag lag;

    /** Adds the metrics of a task that starts. */
    public SinkMetrics(PluginMetrics metrics, Clock clock) {
        this.metrics = metrics;
        lag = new SourceLag(clock);
        rows = total("rows-total", "Rows written to or deleted from the target, in transactions that are committed");
        retries = total("retries-total", "Transactions tried again after a passing fault");
        deadLetters = total("dead-letters-total", "Records reported as dead letters");
        batches = sensor();
        batches.add(name("batches-total", "Transactions committed"), new CumulativeCount());
        batches.add(name("batch-time-ms-total", "Time they took, retries included"), new CumulativeSum());
        batches.add(name("batch-time-ms-max", "The longest of them, of the last minute"), new Max());
        metrics.addMetric(
                name("lag-ms", "How far the target is behind the source's commits; 0 when nothing is on its way"),
                (Gauge<Long>) (config, now) -> lag.millis());
    }

    private Sensor total(String name, String description) {
        Sensor sensor = sensor();
        sensor.add(name(name, description), new CumulativeSum());
        return sensor;
    }

    /** The worker has one name space for the sensors of all its tasks. */
    private Sensor sensor() {
        return metrics.addSensor("sluice-sink-" + UUID.randomUUID());
    }

    private MetricName name(String name, String description) {
        return metrics.metricName(name, description, new LinkedHashMap<>(STAGE));
    }

    void begins(Batch batch) {
        lag.begins(batch.advances().stream()
                .mapToLong(OffsetAdvance::commitMicros)
                .filter(micros -> micros != Change.UNKNOWN_TIME)
                .min());
    }

    void applied(Batch batch, Applied done, DeadLetterReports dead, Duration took) {
        rows.record((double) (rows(batch.changes(), dead) - rows(done.left(), dead)));
        batches.record(took.toNanos() / 1e6);
        lag.applied();
    }

    private static long rows(List<Change> changes, DeadLetterReports dead) {
        return changes.stream()
                .filter(change -> change instanceof Change.Row && !dead.contains(change))
                .count();
    }

    void retried() {
        retries.record();
    }

    void deadLetter() {
        deadLetters.record();
    }
}
