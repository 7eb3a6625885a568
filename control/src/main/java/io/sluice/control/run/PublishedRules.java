package io.sluice.control.run;

import io.sluice.core.mapping.MappingRules;
import io.sluice.core.pipeline.KafkaCluster;
import io.sluice.core.wire.RulesDocument;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The topic with the rules by which the transformer maps. A run publishes them, since the transformer may be another
 * process and does not read the source's catalogue.
 */
final class PublishedRules {

    private static final Duration LOOK = Duration.ofMillis(200);

    private final Map<String, Object> client;
    private final String topic;

    PublishedRules(KafkaCluster kafka, String topic) {
        this.client = kafka.clientProperties();
        this.topic = topic;
    }

    /**
     * Publishes the rules, unless they are in force already: a running transformer would restart without need.
     *
     * @throws KafkaException if Kafka does not accept them
     */
    void publish(MappingRules rules) throws InterruptedException {
        byte[] document = RulesDocument.encode(rules);
        if (!Arrays.equals(document, inForce())) {
            send(document);
        }
    }

    /** The last record, or null if there is none. */
    private byte[] inForce() {
        List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0));
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long end = consumer.endOffsets(partitions).get(partitions.get(0));
            byte[] last = null;
            while (consumer.position(partitions.get(0)) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(LOOK)) {
                    last = record.value();
                }
            }
            return last;
        }
    }

    private void send(byte[] document) throws InterruptedException {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, 0, RulesDocument.key(), document))
                    .get();
        } catch (ExecutionException e) {
            throw new KafkaException(
                    "Kafka does not take the rules: " + e.getCause().getMessage(), e);
        }
    }
}
