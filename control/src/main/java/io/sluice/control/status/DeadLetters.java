package io.sluice.control.status;

import io.sluice.core.pipeline.KafkaCluster;
import io.sluice.core.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Counts a pipeline's dead letters by the topic they come from: a raw topic where the transformer gave up, an output
 * topic where the sink did. Each call reads only what has come since the one before. Not thread-safe.
 */
public final class DeadLetters implements AutoCloseable {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);

    /** Who names the origin how: the transformer, and Kafka Connect for the sink. */
    private static final List<String> ORIGIN_HEADERS = List.of("sluice.source-topic", "__connect.errors.topic");

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, Long> counts = new HashMap<>();

    public DeadLetters(KafkaCluster kafka, Topics topics) {
        Map<String, Object> properties = kafka.clientProperties(ANSWER_MAX);
        properties.put("isolation.level", "read_committed");
        properties.put("auto.offset.reset", "earliest");
        properties.put("allow.auto.create.topics", "false");
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        TopicPartition partition = new TopicPartition(topics.deadLetters(), 0);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
    }

    /** The number of dead letters so far, by the topic they come from. */
    public Map<String, Long> byTopic() {
        Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(200)).forEach(letter -> counts.merge(origin(letter), 1L, Long::sum));
        }
        return Map.copyOf(counts);
    }

    /** The number of dead letters so far. */
    public long count() {
        return byTopic().values().stream().mapToLong(Long::longValue).sum();
    }

    private static String origin(ConsumerRecord<byte[], byte[]> letter) {
        return ORIGIN_HEADERS.stream()
                .flatMap(name -> Stream.ofNullable(letter.headers().lastHeader(name)))
                .map(Header::value)
                .map(value -> new String(value, StandardCharsets.UTF_8))
                .findFirst()
                .orElse("");
    }

    @Override
    public void close() {
        consumer.close();
    }
}
