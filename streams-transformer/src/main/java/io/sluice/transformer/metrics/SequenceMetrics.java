package io.sluice.transformer.metrics;

import io.sluice.core.name.TableId;
import java.util.Map;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.Value;
import org.apache.kafka.streams.StreamsMetrics;

/**
 * The mark of each column and the reservation ahead of it. The two are known in different tasks, so the difference
 * between them is left to the readers of both metrics.
 */
public final class SequenceMetrics implements AutoCloseable {

    private final SluiceMetrics metrics;

    public SequenceMetrics(StreamsMetrics streams, String pipeline) {
        this.metrics = new SluiceMetrics(streams, pipeline);
    }

    /** @param task one of those that read the table; the greatest of their marks counts */
    public void mark(TableId table, String column, String task, long value) {
        Map<String, String> labels = Map.of("table", table.toString(), "column", column, "task", task);
        gauge("sequence-mark", "The highest value seen", labels).record((double) value);
    }

    /**
     * A reservation was made, or was read from the store.
     *
     * @param distance how far it reached ahead of the mark when it was made
     */
    public void reserved(TableId table, String column, long value, long distance) {
        Map<String, String> labels = Map.of("table", table.toString(), "column", column);
        gauge("sequence-reserved", "The highest value left to MySQL", labels).record((double) value);
        gauge("sequence-distance", "How far this was ahead of the mark when it was reserved", labels)
                .record((double) distance);
    }

    private Sensor gauge(String name, String description, Map<String, String> labels) {
        return metrics.sensor(name, description, labels, new Value());
    }

    @Override
    public void close() {
        metrics.close();
    }
}
