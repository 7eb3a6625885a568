package io.sluice.control.status;

import io.sluice.control.topic.TopicReader;
import io.sluice.core.pipeline.KafkaCluster;
import io.sluice.core.wire.Headers;
import io.sluice.core.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Counts a pipeline's dead letters by the topic they come from: a raw topic where the transformer gave up, an output
 * topic where the sink did. Each call reads only what has come since the one before. Not thread-safe.
 */
public final class DeadLetterCounts implements AutoCloseable {

    /** The headers that name the origin: the transformer's, and Kafka Connect's for the sink. */
    private static final List<String> ORIGIN_HEADERS = List.of(Headers.SOURCE_TOPIC, "__connect.errors.topic");

    private final TopicReader topic;
    private final Map<String, Long> counts = new HashMap<>();

    public DeadLetterCounts(KafkaCluster kafka, Topics topics) {
        this.topic = new TopicReader(kafka, topics.deadLetters());
    }

    /** The number of dead letters so far, by the topic they come from. */
    public Map<String, Long> byTopic() {
        topic.read(letter -> counts.merge(origin(letter), 1L, Long::sum));
        return Map.copyOf(counts);
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
        topic.close();
    }
}
