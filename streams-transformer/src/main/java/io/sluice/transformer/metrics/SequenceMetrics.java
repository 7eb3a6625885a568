package io.sluice.transformer.metrics;

import io.sluice.core.name.TableId;
import java.util.Map;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.stats.Value;
import org.apache.kafka.streams.StreamsMetrics;

/** The mark of each column and the reservation ahead of it. */
public final class SequenceMetrics implements AutoCloseable {

    private final SluiceMetrics metrics;

    public SequenceMetrics(StreamsMetrics streams, String pipeline) {
        this.metrics = new SluiceMetrics(streams, pipeline);
    }

    /** The highest value that rows of the load or of the stream have had. */
    public void mark(TableId table, String column, long value) {
        Map<String, String> labels = Map.of("table", table.toString(), "column", column);
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
