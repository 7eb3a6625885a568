package io.sluice.control.flood;

import io.sluice.control.topic.TopicReader;
import io.sluice.core.pipeline.KafkaCluster;
import io.sluice.core.wire.Flood;
import io.sluice.core.wire.Topics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What floods have made of the raw topics. Each call reads only what was written since the one before. Not thread-safe.
 */
final class FloodStates implements AutoCloseable {

    private final TopicReader topic;
    private final Map<String, Flood> states = new TreeMap<>();

    FloodStates(KafkaCluster kafka, Topics topics) {
        this.topic = new TopicReader(kafka, topics.floods());
    }

    /** The newest state of each partition that ever had a flood, by topic. */
    List<Flood> read() {
        // A pipeline that an earlier version has made may have no such topic yet.
        if (topic.isThere()) {
            topic.read(this::take);
        }
        return List.copyOf(states.values());
    }

    private void take(ConsumerRecord<byte[], byte[]> entry) {
        if (entry.value() != null) {
            Flood flood = Flood.decode(entry.key(), entry.value());
            states.put(flood.topic() + ":" + flood.partition(), flood);
        }
    }

    @Override
    public void close() {
        topic.close();
    }
}
