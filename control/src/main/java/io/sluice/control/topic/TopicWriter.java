package io.sluice.control.topic;

import io.sluice.core.pipeline.KafkaCluster;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes single records to topics of one partition. Thread-safe. */
public record TopicWriter(KafkaCluster kafka) {

    /**
     * Returns when Kafka has the record.
     *
     * @param what is written, for the message of a failure
     * @throws KafkaException if Kafka does not take it
     */
    public void write(String topic, byte[] key, byte[] value, String what) throws InterruptedException {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka.clientProperties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, 0, key, value)).get();
        } catch (ExecutionException e) {
            throw new KafkaException(
                    "Kafka does not take " + what + ": " + e.getCause().getMessage(), e);
        }
    }
}
