package io.sluice.transformer.metrics;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.MeasurableStat;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.streams.StreamsMetrics;

/**
 * The sensors of one processor, each with one metric. In JMX they are attributes of {@code kafka.streams:type=sluice,…},
 * with the pipeline and the given labels as its properties.
 */
final class SluiceMetrics implements AutoCloseable {

    private static final String GROUP = "sluice";

    private final StreamsMetrics metrics;
    private final String pipeline;
    private final Map<MetricName, Sensor> sensors = new HashMap<>();

    SluiceMetrics(StreamsMetrics metrics, String pipeline) {
        this.metrics = metrics;
        this.pipeline = pipeline;
    }

    /** The sensor with this name and these labels, made at the first call. */
    Sensor sensor(String name, String description, Map<String, String> labels, MeasurableStat stat) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("pipeline", pipeline);
        // In JMX the order is part of the name.
        tags.putAll(new TreeMap<>(labels));
        return sensors.computeIfAbsent(new MetricName(name, GROUP, description, tags), metric -> {
            // Streams has one name space for the sensors of all its tasks.
            Sensor sensor = metrics.addSensor(GROUP + "." + name + tags, Sensor.RecordingLevel.INFO);
            sensor.add(metric, stat);
            return sensor;
        });
    }

    @Override
    public void close() {
        sensors.values().forEach(metrics::removeSensor);
        sensors.clear();
    }
}
