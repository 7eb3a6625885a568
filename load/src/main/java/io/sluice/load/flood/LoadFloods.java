package io.sluice.load.flood;

import io.sluice.core.flood.LetterCount;
import io.sluice.core.name.TableId;
import io.sluice.core.pipeline.KafkaCluster;
import io.sluice.core.wire.Flood;
import io.sluice.core.wire.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Which tables of a load floods of dead letters have stopped: the pipeline's topic of floods has it, as for the transformer,
 * and {@code sluice run --accept-dead-letters} lets them go on. Belongs to one thread.
 */
public final class LoadFloods implements LetterAdmission, AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(200);
    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

    private final Topics topics;
    private final int perMinuteMax;
    private final KafkaCluster kafka;
    private final List<TopicPartition> source;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, Flood.State> states = new HashMap<>();
    private final Map<TableId, LetterCount> counts = new HashMap<>();
    private long lookedNanos = System.nanoTime() - LOOK_NANOS;

    /** @param perMinuteMax how many dead letters a table may make in a minute, at least 1 */
    public LoadFloods(KafkaCluster kafka, Topics topics, int perMinuteMax) {
        this.topics = topics;
        this.perMinuteMax = perMinuteMax;
        this.kafka = kafka;
        this.source = List.of(new TopicPartition(topics.floods(), 0));
        this.consumer =
                new KafkaConsumer<>(kafka.clientProperties(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(source);
        consumer.seekToBeginning(source);
    }

    /** Whether the table must not be read. */
    public boolean isStopped(TableId table) {
        if (System.nanoTime() - lookedNanos >= LOOK_NANOS) {
            refresh();
        }
        return states.get(topics.raw(table)) instanceof Flood.Stopped;
    }

    private void refresh() {
        long end = consumer.endOffsets(source).get(source.get(0));
        while (consumer.position(source.get(0)) < end) {
            consumer.poll(LOOK).forEach(this::take);
        }
        lookedNanos = System.nanoTime();
    }

    private void take(ConsumerRecord<byte[], byte[]> entry) {
        if (entry.value() != null) {
            Flood flood = Flood.decode(entry.key(), entry.value());
            states.put(flood.topic(), flood.state());
            counts.keySet().removeIf(table -> topics.raw(table).equals(flood.topic()));
        }
    }

    /**
     * Counts a dead letter.
     *
     * @throws TableFloodException if it is one too many: the table is stopped, and others know it
     */
    @Override
    public void admit(TableId table, String reason) {
        long now = System.currentTimeMillis();
        if (!counts.computeIfAbsent(table, this::count).admit(now)) {
            String sentence = LetterCount.excess(perMinuteMax, reason);
            publish(new Flood(topics.raw(table), 0, new Flood.Stopped(now, sentence)));
            lookedNanos = System.nanoTime() - LOOK_NANOS;
            throw new TableFloodException(table + " is stopped (" + sentence + "); all other tables go on");
        }
    }

    private LetterCount count(TableId table) {
        long acceptedUntil = states.get(topics.raw(table)) instanceof Flood.Accepted accepted
                ? accepted.untilMillis()
                : LetterCount.NEVER;
        return new LetterCount(perMinuteMax, acceptedUntil);
    }

    /** Not in the transaction under way, which is given up. */
    private void publish(Flood flood) {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka.clientProperties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topics.floods(), 0, flood.key(), flood.value()))
                    .get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
