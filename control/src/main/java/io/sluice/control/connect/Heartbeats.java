package io.sluice.control.connect;

import io.sluice.core.pipeline.KafkaCluster;
import io.sluice.core.wire.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The heartbeats of a pipeline's source connector. Not thread-safe. */
public final class Heartbeats implements AutoCloseable {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final TopicPartition partition;

    public Heartbeats(KafkaCluster kafka, Topics topics) {
        Map<String, Object> properties = kafka.clientProperties(ANSWER_MAX);
        properties.put("allow.auto.create.topics", "false");
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.partition = new TopicPartition(topics.heartbeat(), 0);
    }

    /** Grows with each heartbeat, and with each transaction that holds one. */
    public long count() {
        return consumer.endOffsets(List.of(partition)).get(partition);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
