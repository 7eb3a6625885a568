package io.sluice.transformer;

import io.sluice.core.mapping.MappingRules;
import io.sluice.core.wire.RulesDocument;
import io.sluice.core.wire.TopicKind;
import io.sluice.transformer.config.ClientProperties;
import io.sluice.transformer.config.TransformerConfig;
import io.sluice.transformer.topic.KafkaOutputTopics;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The rules that {@code sluice run} publishes for a pipeline: the user's and those that follow from the source's
 * catalogue, which the transformer cannot see. Not thread-safe.
 */
final class PublishedRules implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    private PublishedRules(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        this.consumer = consumer;
        this.partitions = List.of(new TopicPartition(topic, 0));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /**
     * Creates the topic where it is missing: waiting for one that is not there would fill the log.
     *
     * @throws org.apache.kafka.common.KafkaException if Kafka cannot be reached
     */
    static PublishedRules open(TransformerConfig config) {
        String topic = config.topics().rules();
        Admin admin = Admin.create(ClientProperties.of(config, "rules-topic"));
        try (KafkaOutputTopics topics = new KafkaOutputTopics(admin, config.replicationFactor())) {
            topics.create(topic, TopicKind.RULES, 1);
        }
        Properties properties = ClientProperties.of(config, "rules");
        properties.put("enable.auto.commit", "false");
        properties.put("auto.offset.reset", "earliest");
        return new PublishedRules(
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()), topic);
    }

    /** Waits for the rules in force; empty if {@code givenUp} comes first. */
    Optional<MappingRules> await(BooleanSupplier givenUp) {
        MappingRules newest = null;
        // Compaction is late: what has been replaced may still be there, and only the end says what is in force.
        while (newest == null || behind()) {
            if (givenUp.getAsBoolean()) {
                return Optional.empty();
            }
            newest = next().orElse(newest);
        }
        return Optional.of(newest);
    }

    private boolean behind() {
        return consumer.endOffsets(partitions).entrySet().stream()
                .anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
    }

    /** What has been published since the last look, which takes half a second if it is nothing. */
    Optional<MappingRules> next() {
        Optional<byte[]> last = Optional.empty();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(PATIENCE)) {
            last = Optional.ofNullable(record.value());
        }
        return last.map(RulesDocument::decode);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
