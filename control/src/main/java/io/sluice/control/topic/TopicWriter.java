package io.sluice.control.topic;

import io.sluice.core.pipeline.KafkaCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes few records to topics of one partition. Thread-safe. */
public record TopicWriter(KafkaCluster kafka) {

    /**
     * Returns when Kafka has the record.
     *
     * @param what is written, for the message of a failure
     * @throws KafkaException if Kafka does not take it
     */
    public void write(String topic, byte[] key, byte[] value, String what) throws InterruptedException {
        write(topic, Map.of(key, value), what);
    }

    /**
     * Returns when Kafka has the records, which come in any order.
     *
     * @param records values by keys
     * @param what is written, for the message of a failure
     * @throws KafkaException if Kafka does not take them
     */
    public void write(String topic, Map<byte[], byte[]> records, String what) throws InterruptedException {
        if (records.isEmpty()) {
            return;
        }
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka.clientProperties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            records.forEach((key, value) -> sent.add(producer.send(new ProducerRecord<>(topic, 0, key, value))));
            for (Future<RecordMetadata> record : sent) {
                record.get();
            }
        } catch (ExecutionException e) {
            throw new KafkaException(
                    "Kafka does not take " + what + ": " + e.getCause().getMessage(), e);
        }
    }
}
