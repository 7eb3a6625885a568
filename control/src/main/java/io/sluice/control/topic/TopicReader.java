package io.sluice.control.topic;

import io.sluice.core.pipeline.KafkaCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a topic of one partition from its beginning, or from where somebody has stopped; committed records only. Creates no topic. Not thread-safe.
 */
public final class TopicReader implements AutoCloseable {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final TopicPartition partition;
    private final long from;

    public TopicReader(KafkaCluster kafka, String topic) {
        this(kafka, topic, 0);
    }

    /** @param from the offset of the first record; where Kafka no longer has it, reading begins at the oldest that it has */
    public TopicReader(KafkaCluster kafka, String topic, long from) {
        Map<String, Object> properties = kafka.clientProperties(ANSWER_MAX);
        properties.put("isolation.level", "read_committed");
        properties.put("auto.offset.reset", "earliest");
        properties.put("allow.auto.create.topics", "false");
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.partition = new TopicPartition(topic, 0);
        this.from = from;
    }

    /** Whether the topic exists. */
    public boolean isThere() {
        return hasBegun() || !consumer.partitionsFor(partition.topic()).isEmpty();
    }

    /**
     * Hands on the records that have come since the call before, up to the end that the topic has at the beginning of this
     * call.
     *
     * @throws org.apache.kafka.common.KafkaException if Kafka cannot be reached, or the topic does not exist
     */
    public void read(Consumer<ConsumerRecord<byte[], byte[]>> records) {
        if (!hasBegun()) {
            consumer.assign(List.of(partition));
            consumer.seek(partition, from);
        }
        long end = consumer.endOffsets(List.of(partition)).get(partition);
        while (consumer.position(partition) < end) {
            consumer.poll(LOOK).forEach(records);
        }
    }

    /** The record at which reading begins, or the first one behind it; empty if there is none. */
    public Optional<ConsumerRecord<byte[], byte[]>> first() {
        consumer.assign(List.of(partition));
        consumer.seek(partition, from);
        long end = consumer.endOffsets(List.of(partition)).get(partition);
        while (consumer.position(partition) < end) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(LOOK)) {
                return Optional.of(record);
            }
        }
        return Optional.empty();
    }

    private boolean hasBegun() {
        return !consumer.assignment().isEmpty();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
