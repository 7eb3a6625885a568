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
 * The end offsets of a pipeline's topics, and how far they have been read.
 *
 * <p>An end offset also counts transaction markers, so the position of a reader that has read every record may still be
 * before the end. {@link #reached} therefore reads from the reader's position and checks whether a record follows. Not
 * thread-safe, as its consumer is not.
 */
public final class TopicEnds implements AutoCloseable {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);

    private static final Duration LOOK = Duration.ofMillis(50);

    /** If a partition has not answered by then, its callers ask again. */
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
        // A fetch that waits for data at the end of one partition would delay the check of the next partition.
        properties.put("fetch.max.wait.ms", "10");
        this.consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /**
     * The end of every partition of the topics that the filter accepts, including the records of open transactions: the
     * last stable offset would leave out committed records that follow the first record of an open transaction.
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

    /** The offsets that a consumer group has committed; a partition without a committed offset is left out. */
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

    /** Reads until the end of every partition is passed (all are reached) or a record appears (one is not). */
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
