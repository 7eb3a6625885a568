package io.sluice.e2e;

import io.sluice.core.pipeline.KafkaCluster;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A topic of one partition, without waiting for Kafka's own compaction, which spares the end of the log. */
record CompactedTopic(KafkaCluster kafka, String name) {

    /** Leaves the newest record of each key, in a topic that is made anew. Nobody may be reading it. */
    void compact() throws ExecutionException, InterruptedException {
        Collection<ConsumerRecord<byte[], byte[]>> newest = newest();
        try (Admin admin = Admin.create(kafka.clientProperties());
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        kafka.clientProperties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            admin.deleteTopics(List.of(name)).all().get();
            NewTopic again = new NewTopic(name, 1, (short) 1).configs(Map.of("cleanup.policy", "compact"));
            admin.createTopics(List.of(again)).all().get();
            for (ConsumerRecord<byte[], byte[]> record : newest) {
                producer.send(new ProducerRecord<>(name, 0, record.key(), record.value(), record.headers()))
                        .get();
            }
        }
    }

    private Collection<ConsumerRecord<byte[], byte[]>> newest() {
        TopicPartition partition = new TopicPartition(name, 0);
        Map<String, Object> properties = new HashMap<>(kafka.clientProperties());
        properties.put("isolation.level", "read_committed");
        properties.put("auto.offset.reset", "earliest");
        Map<ByteBuffer, ConsumerRecord<byte[], byte[]>> newest = new LinkedHashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(Set.of(partition));
            long end = consumer.endOffsets(Set.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    ByteBuffer key = ByteBuffer.wrap(record.key());
                    // The newest keeps its place in the log, not that of the first.
                    newest.remove(key);
                    newest.put(key, record);
                });
            }
        }
        return newest.values();
    }
}
