package io.sluice.control.status;

import io.sluice.control.topic.TopicReader;
import io.sluice.core.pipeline.KafkaCluster;
import io.sluice.core.wire.Headers;
import io.sluice.core.wire.Topics;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Counts a pipeline's dead letters by reason and by the topic they come from: a raw topic where the transformer gave up, an
 * output topic where the sink did. Each call reads only what has come since the one before. Not thread-safe.
 */
public final class DeadLetterCounts implements AutoCloseable {

    /** The headers that name the origin: the transformer's, and Kafka Connect's for the sink. */
    private static final List<String> ORIGIN_HEADERS = List.of(Headers.SOURCE_TOPIC, "__connect.errors.topic");

    /** The headers that name the reason, by the same. */
    private static final List<String> REASON_HEADERS = List.of(Headers.REASON, "__connect.errors.exception.message");

    /** Of one topic; more are counted together. */
    private static final int REASONS_MAX = 20;

    private static final String OTHER_REASONS = "other reasons";

    private final TopicReader topic;
    private final Map<String, Map<String, Long>> counts = new HashMap<>();

    public DeadLetterCounts(KafkaCluster kafka, Topics topics) {
        this.topic = new TopicReader(kafka, topics.deadLetters());
    }

    /** The number of dead letters so far, by the topic they come from and by their reasons. */
    Map<String, Map<String, Long>> byTopicAndReason() {
        topic.read(this::count);
        Map<String, Map<String, Long>> copy = new TreeMap<>();
        counts.forEach((origin, reasons) -> copy.put(origin, new TreeMap<>(reasons)));
        return copy;
    }

    /** The number of dead letters so far, by the topic they come from. */
    public Map<String, Long> byTopic() {
        Map<String, Long> sums = new HashMap<>();
        byTopicAndReason()
                .forEach((origin, reasons) -> sums.put(
                        origin,
                        reasons.values().stream().mapToLong(Long::longValue).sum()));
        return sums;
    }

    private void count(ConsumerRecord<byte[], byte[]> letter) {
        Map<String, Long> reasons = counts.computeIfAbsent(header(letter, ORIGIN_HEADERS), origin -> new HashMap<>());
        String reason = ReasonText.of(header(letter, REASON_HEADERS));
        boolean counted = reasons.containsKey(reason) || reasons.size() < REASONS_MAX;
        reasons.merge(counted ? reason : OTHER_REASONS, 1L, Long::sum);
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, List<String> names) {
        return names.stream()
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
