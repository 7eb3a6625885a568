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
 * The rules that {@code sluice run} publishes for a pipeline: the user's, and those derived from the source's
 * catalogue, which the transformer cannot read. Not thread-safe.
 */
final class RulesReader implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    private RulesReader(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        this.consumer = consumer;
        this.partitions = List.of(new TopicPartition(topic, 0));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /**
     * Creates the topic if it is missing: a consumer that waits for a missing topic would fill the log.
     *
     * @throws org.apache.kafka.common.KafkaException if Kafka cannot be reached
     */
    static RulesReader open(TransformerConfig config) {
        String topic = config.topics().rules();
        Admin admin = Admin.create(ClientProperties.of(config, "rules-topic"));
        try (KafkaOutputTopics topics =
                new KafkaOutputTopics(admin, config.replicationFactor(), config.recordLimit())) {
            topics.create(topic, TopicKind.RULES, 1);
        }
        Properties properties = ClientProperties.of(config, "rules");
        properties.put("enable.auto.commit", "false");
        properties.put("auto.offset.reset", "earliest");
        return new RulesReader(
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()), topic);
    }

    /** Waits for the rules in force; empty if {@code givenUp} comes first. */
    Optional<MappingRules> await(BooleanSupplier givenUp) {
        MappingRules newest = null;
        // Compaction runs late, so replaced rules may still be on the topic; only the last record is in force.
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

    /** The rules published since the last call; waits up to half a second for them. */
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
