package io.sluice.control.fence;

import io.sluice.core.pipeline.KafkaCluster;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * How far a pipeline's topics go and how far they have been read.
 *
 * <p>An end offset counts transaction markers too, so a reader that has seen every record may still stand before the
 * end. {@link #reached} therefore looks: it reads on from where the reader stands, and what counts is whether a
 * record is there. Not thread-safe, as the consumer inside is not.
 */
public final class TopicEnds implements AutoCloseable {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);

    private static final Duration LOOK = Duration.ofMillis(50);

    /** A partition that has not answered by then is asked again by whoever waits for it. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> consumer;

    public TopicEnds(KafkaCluster kafka) {
        Map<String, Object> properties = kafka.clientProperties(ANSWER_MAX);
        this.admin = Admin.create(properties);
        properties.put("isolation.level", "read_committed");
        properties.put("enable.auto.commit", "false");
        properties.put("auto.offset.reset", "earliest");
        properties.put("max.poll.records", "1");
        properties.put("max.partition.fetch.bytes", "65536");
        // A fetch that waits for data at one partition's end would keep the next partition from being looked at.
        properties.put("fetch.max.wait.ms", "10");
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * The end of every partition of the topics that the filter takes, with what transactions that are open still hold: an
     * open transaction hides committed records that stand behind its first.
     */
    public Map<TopicPartition, Long> ends(Predicate<String> topics) throws InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = partitions(topics).stream()
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        get(admin.listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                        .all())
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    /** What a consumer group has committed; a partition that it has not begun is left out. */
    public Map<TopicPartition, Long> committed(String group) throws InterruptedException {
        Map<TopicPartition, Long> committed = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> offsets =
                get(admin.listConsumerGroupOffsets(group, new ListConsumerGroupOffsetsOptions().requireStable(true))
                        .partitionsToOffsetAndMetadata());
        offsets.forEach((partition, offset) -> {
            if (offset != null) {
                committed.put(partition, offset.offset());
            }
        });
        return committed;
    }

    /** Whether every partition has been read up to the end given for it, markers aside. */
    public boolean reached(Map<TopicPartition, Long> ends, Map<TopicPartition, Long> read) {
        Map<TopicPartition, Long> open = new HashMap<>(ends);
        open.entrySet().removeIf(end -> read.getOrDefault(end.getKey(), 0L) >= end.getValue());
        if (open.isEmpty()) {
            return true;
        }
        consumer.assign(open.keySet());
        open.keySet().forEach(partition -> consumer.seek(partition, read.getOrDefault(partition, 0L)));
        return onlyMarkersBefore(open);
    }

    /** Reads on until every partition's end is passed, which proves it, or a record appears, which disproves it. */
    private boolean onlyMarkersBefore(Map<TopicPartition, Long> ends) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            if (!consumer.poll(LOOK).isEmpty()) {
                return false;
            }
            if (ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                return true;
            }
        }
        return false;
    }

    private Collection<TopicPartition> partitions(Predicate<String> topics) throws InterruptedException {
        List<String> names =
                get(admin.listTopics().names()).stream().filter(topics).toList();
        return get(admin.describeTopics(names).allTopicNames()).values().stream()
                .flatMap(topic -> partitions(topic).stream())
                .toList();
    }

    private static List<TopicPartition> partitions(TopicDescription topic) {
        return topic.partitions().stream()
                .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                .toList();
    }

    private static <T> T get(org.apache.kafka.common.KafkaFuture<T> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new org.apache.kafka.common.KafkaException(
                    "Kafka does not answer: " + e.getCause().getMessage(), e.getCause());
        }
    }

    @Override
    public void close() {
        consumer.close();
        admin.close();
    }
}
