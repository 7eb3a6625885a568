package io.sluice.transformer.metrics;

import java.util.Map;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.CumulativeSum;
import org.apache.kafka.common.metrics.stats.Max;
import org.apache.kafka.streams.StreamsMetrics;

/**
 * Counts the records of one task. A record only adds to plain numbers; {@link #publish} copies them to the metrics once
 * a second. Not thread-safe.
 */
public final class TaskMetrics implements AutoCloseable {

    private final SluiceMetrics metrics;
    private final Sensor changeEventsTotal;
    private final Sensor rowChangesTotal;
    private final Sensor deadLettersTotal;
    private final Sensor lagMillis;

    private long changeEvents;
    private long rowChanges;
    private long longestLagMillis;

    public TaskMetrics(StreamsMetrics streams, String pipeline, String task) {
        metrics = new SluiceMetrics(streams, pipeline);
        Map<String, String> labels = Map.of("task", task);
        changeEventsTotal =
                metrics.sensor("change-events-total", "Debezium's records read", labels, new CumulativeSum());
        rowChangesTotal = metrics.sensor("row-changes-total", "Rows sent on", labels, new CumulativeSum());
        deadLettersTotal =
                metrics.sensor("dead-letters-total", "Records that became dead letters", labels, new CumulativeSum());
        lagMillis = metrics.sensor(
                "lag-ms", "The greatest age of a change when it was read, of the last minute", labels, new Max());
    }

    /** A change event was read. */
    public void read() {
        changeEvents++;
    }

    /**
     * A change event has become row changes.
     *
     * @param lag milliseconds since its commit on the source; negative if the source's clock is ahead
     */
    public void carriedOver(int rows, long lag) {
        rowChanges += rows;
        longestLagMillis = Math.max(longestLagMillis, lag);
    }

    public void deadLetter() {
        deadLettersTotal.record();
    }

    public void publish() {
        changeEventsTotal.record((double) changeEvents);
        rowChangesTotal.record((double) rowChanges);
        lagMillis.record((double) longestLagMillis);
        changeEvents = 0;
        rowChanges = 0;
        longestLagMillis = 0;
    }

    @Override
    public void close() {
        metrics.close();
    }
}
