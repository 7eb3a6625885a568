package io.sluice.transformer.topic;

import io.sluice.core.flood.LetterCount;
import io.sluice.core.wire.Flood;
import io.sluice.transformer.flood.Floods;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The floods that a pipeline's topic holds, which {@code sluice run --accept-dead-letters} also writes to. Thread-safe.
 */
public final class KafkaFloods implements Floods, AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(200);

    private final List<TopicPartition> source;
    private final Consumer<byte[], byte[]> consumer;
    private final Producer<byte[], byte[]> producer;
    private final Map<TopicPartition, Flood.State> states = new ConcurrentHashMap<>();

    private KafkaFloods(String topic, Consumer<byte[], byte[]> consumer, Producer<byte[], byte[]> producer) {
        this.source = List.of(new TopicPartition(topic, 0));
        this.consumer = consumer;
        this.producer = producer;
        consumer.assign(source);
        consumer.seekToBeginning(source);
    }

    /**
     * Reads uncommitted records too: none of those that a transaction leaves behind does harm, and one that is open must not
     * hide a stop.
     *
     * @param topic exists
     * @param properties of Kafka's clients
     */
    public static KafkaFloods open(String topic, Properties properties) {
        properties.put("enable.auto.commit", "false");
        ByteArrayDeserializer read = new ByteArrayDeserializer();
        ByteArraySerializer written = new ByteArraySerializer();
        return new KafkaFloods(
                topic, new KafkaConsumer<>(properties, read, read), new KafkaProducer<>(properties, written, written));
    }

    /** Learns what was written since the last call. */
    synchronized void refresh() {
        long end = consumer.endOffsets(source).get(source.get(0));
        while (consumer.position(source.get(0)) < end) {
            consumer.poll(LOOK).forEach(this::take);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> entry) {
        if (entry.value() != null) {
            Flood flood = Flood.decode(entry.key(), entry.value());
            states.put(new TopicPartition(flood.topic(), flood.partition()), flood.state());
        }
    }

    boolean isStopped(TopicPartition table) {
        return states.get(table) instanceof Flood.Stopped;
    }

    @Override
    public long acceptedUntilMillis(String topic, int partition) {
        return states.get(new TopicPartition(topic, partition)) instanceof Flood.Accepted accepted
                ? accepted.untilMillis()
                : LetterCount.NEVER;
    }

    @Override
    public void publish(Flood flood) {
        try {
            producer.send(new ProducerRecord<>(source.get(0).topic(), 0, flood.key(), flood.value()))
                    .get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
        }
    }

    @Override
    public synchronized void close() {
        consumer.close();
        producer.close();
    }
}
