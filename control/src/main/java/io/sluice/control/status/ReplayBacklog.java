package io.sluice.control.status;

import io.sluice.control.connect.Connectors;
import io.sluice.control.fence.TopicEnds;
import io.sluice.core.load.LoadState;
import io.sluice.core.pipeline.KafkaCluster;
import io.sluice.core.pipeline.Pipeline;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.common.TopicPartition;

/**
 * How many change events the replay has still to catch up with: those that were made while the tables are loaded, and that the
 * transformer has not read. Asks Kafka once in a few seconds, since that takes a request for every table. Not thread-safe.
 */
final class ReplayBacklog implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final Pipeline pipeline;
    private final TopicEnds ends;
    private long countedAtNanos;
    private OptionalLong counted = OptionalLong.empty();

    ReplayBacklog(Pipeline pipeline, KafkaCluster kafka) {
        this.pipeline = pipeline;
        this.ends = new TopicEnds(kafka);
    }

    /**
     * The number of change events; markers of transactions are counted with them.
     *
     * @param load says where the log of each table begins for the pipeline
     */
    long count(LoadState load) throws InterruptedException {
        long now = System.nanoTime();
        if (counted.isEmpty() || now - countedAtNanos >= INTERVAL.toNanos()) {
            counted = OptionalLong.of(countNow(load));
            countedAtNanos = now;
        }
        return counted.getAsLong();
    }

    private long countNow(LoadState load) throws InterruptedException {
        Map<TopicPartition, Long> read = ends.committed(new Connectors(pipeline).transformer());
        Map<String, Long> beginnings = load.beginnings();
        String raw = pipeline.topics().rawPrefix();
        return ends.ends(topic -> topic.startsWith(raw)).entrySet().stream()
                .mapToLong(end -> {
                    long begun = beginnings.getOrDefault(end.getKey().topic(), 0L);
                    return Math.max(0, end.getValue() - Math.max(begun, read.getOrDefault(end.getKey(), 0L)));
                })
                .sum();
    }

    @Override
    public void close() {
        ends.close();
    }
}
