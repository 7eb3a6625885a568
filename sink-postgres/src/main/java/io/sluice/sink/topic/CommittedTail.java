package io.sluice.sink.topic;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The ends of logs behind the last records applied. They may have offsets that are no committed records: markers of
 * transactions, and records of those that were aborted. Only reading tells.
 */
final class CommittedTail {

    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<TopicPartition, Long> ends;
    private final Set<TopicPartition> undecided;
    private final Set<TopicPartition> empty = new HashSet<>();

    private CommittedTail(Map<TopicPartition, Long> ends) {
        this.ends = ends;
        this.undecided = new HashSet<>(ends.keySet());
    }

    /**
     * The partitions that have no committed record between these offsets and their ends.
     *
     * @param properties of Kafka's client
     * @param longest how long to read; what is not known by then counts as a record
     * @throws org.apache.kafka.common.KafkaException if Kafka refuses
     */
    static Set<TopicPartition> empty(
            Map<String, Object> properties,
            Map<TopicPartition, Long> from,
            Map<TopicPartition, Long> ends,
            Duration longest) {
        CommittedTail tail = new CommittedTail(ends);
        try (var consumer =
                new KafkaConsumer<>(reading(properties), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(from.keySet());
            from.forEach(consumer::seek);
            long deadline = System.nanoTime() + longest.toNanos();
            while (!tail.undecided.isEmpty() && System.nanoTime() < deadline) {
                tail.take(consumer, consumer.poll(POLL));
            }
        }
        return tail.empty;
    }

    private static Map<String, Object> reading(Map<String, Object> properties) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put("isolation.level", "read_committed");
        all.put("auto.offset.reset", "none");
        all.put("enable.auto.commit", "false");
        all.put("allow.auto.create.topics", "false");
        all.put("max.poll.records", "1");
        // Of each partition one record is enough.
        all.put("max.partition.fetch.bytes", "1024");
        return all;
    }

    private void take(KafkaConsumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> records) {
        Set<TopicPartition> filled = records.partitions();
        Set<TopicPartition> ended = undecided.stream()
                .filter(partition -> !filled.contains(partition) && consumer.position(partition) >= ends.get(partition))
                .collect(Collectors.toSet());
        empty.addAll(ended);
        for (Set<TopicPartition> decided : List.of(filled, ended)) {
            undecided.removeAll(decided);
            consumer.pause(decided);
        }
    }
}
