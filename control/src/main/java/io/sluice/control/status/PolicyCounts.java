package io.sluice.control.status;

import io.sluice.core.model.SourcePosition;
import io.sluice.core.pipeline.KafkaCluster;
import io.sluice.core.wire.PolicyUse;
import io.sluice.core.wire.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads what policies did to values, and adds up what the transformer's tasks counted each for itself. Each call reads only
 * what has come since the one before. Not thread-safe.
 */
final class PolicyCounts implements AutoCloseable {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final TopicPartition partition;
    private final Map<PolicyUse.Subject, PolicyUse> uses = new HashMap<>();

    PolicyCounts(KafkaCluster kafka, Topics topics) {
        Map<String, Object> properties = kafka.clientProperties(ANSWER_MAX);
        properties.put("isolation.level", "read_committed");
        properties.put("auto.offset.reset", "earliest");
        properties.put("allow.auto.create.topics", "false");
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.partition = new TopicPartition(topics.policies(), 0);
    }

    /** By table, column, policy and choice. */
    List<PolicyCount> read() {
        if (!isThere()) {
            return List.of();
        }
        Map<TopicPartition, Long> ends = consumer.endOffsets(List.of(partition));
        while (consumer.position(partition) < ends.get(partition)) {
            consumer.poll(Duration.ofMillis(200)).forEach(this::take);
        }
        TreeMap<String, PolicyCount> counts = new TreeMap<>();
        uses.values().forEach(use -> {
            PolicyCount count = count(use);
            String key = String.join("\0", count.table(), count.column(), count.policy(), count.choice());
            counts.merge(key, count, PolicyCounts::sum);
        });
        return List.copyOf(counts.values());
    }

    /** A pipeline that an earlier version has made may have no such topic yet. */
    private boolean isThere() {
        if (consumer.assignment().isEmpty()
                && !consumer.partitionsFor(partition.topic()).isEmpty()) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
        }
        return !consumer.assignment().isEmpty();
    }

    private void take(ConsumerRecord<byte[], byte[]> entry) {
        if (entry.value() != null) {
            PolicyUse use = PolicyUse.decode(entry.key(), entry.value());
            uses.put(use.subject(), use);
        }
    }

    private static PolicyCount count(PolicyUse use) {
        PolicyUse.Subject subject = use.subject();
        return new PolicyCount(
                subject.table().toString(),
                subject.column(),
                subject.policy().id(),
                subject.choice().id(),
                use.count(),
                use.first().toString(),
                use.last().toString());
    }

    private static PolicyCount sum(PolicyCount left, PolicyCount right) {
        return new PolicyCount(
                left.table(),
                left.column(),
                left.policy(),
                left.choice(),
                left.count() + right.count(),
                isBefore(left.first(), right.first()) ? left.first() : right.first(),
                isBefore(left.last(), right.last()) ? right.last() : left.last());
    }

    private static boolean isBefore(String left, String right) {
        return SourcePosition.parse(left).compareTo(SourcePosition.parse(right)) < 0;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
