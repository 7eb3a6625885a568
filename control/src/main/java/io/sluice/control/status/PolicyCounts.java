package io.sluice.control.status;

import io.sluice.control.topic.TopicReader;
import io.sluice.core.model.SourcePosition;
import io.sluice.core.pipeline.KafkaCluster;
import io.sluice.core.wire.PolicyUse;
import io.sluice.core.wire.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads what policies did to values, and adds up the counts of the transformer's tasks. Each call reads only the
 * records that were written since the previous call. Not thread-safe.
 */
final class PolicyCounts implements AutoCloseable {

    private final TopicReader topic;
    private final Map<PolicyUse.Subject, PolicyUse> uses = new HashMap<>();

    PolicyCounts(KafkaCluster kafka, Topics topics) {
        this.topic = new TopicReader(kafka, topics.policies());
    }

    /** By table, column, policy and choice. */
    List<PolicyCount> read() {
        // A pipeline that an earlier version has made may have no such topic yet.
        if (!topic.isThere()) {
            return List.of();
        }
        topic.read(this::take);
        TreeMap<String, PolicyCount> counts = new TreeMap<>();
        uses.values().forEach(use -> {
            PolicyCount count = count(use);
            String key = String.join("\0", count.table(), count.column(), count.policy(), count.choice());
            counts.merge(key, count, PolicyCounts::sum);
        });
        return List.copyOf(counts.values());
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
        topic.close();
    }
}
