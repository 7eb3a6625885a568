package io.sluice.control.load;

import io.sluice.core.load.LoadEntry;
import io.sluice.core.load.LoadWork;
import io.sluice.core.name.TableId;
import io.sluice.core.pipeline.KafkaCluster;
import io.sluice.core.wire.TopicKind;
import io.sluice.core.wire.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Says where the log begins and which tables are loaded beside it, and hands out the work. */
public final class LoadPlan {

    private static final Duration LOOK = Duration.ofMillis(50);

    private final KafkaCluster kafka;
    private final Topics topics;

    public LoadPlan(KafkaCluster kafka, Topics topics) {
        this.kafka = kafka;
        this.topics = topics;
    }

    /**
     * Says that a log begins, before its first record: all tables wait for a load that follows.
     *
     * @param ends of the raw topics that have records of an earlier log
     * @throws org.apache.kafka.common.KafkaException if Kafka cannot be reached, or another run has begun meanwhile
     */
    public void start(Map<String, Long> ends) throws InterruptedException {
        publish(producer -> send(producer, new LoadEntry.Start(ends)));
        awaitSeen(OptionalLong.empty());
    }

    /**
     * Begins the load.
     *
     * @param load its number: greater than that of any earlier one
     * @param tables the largest first, so that none of them is the last to be read
     * @throws org.apache.kafka.common.KafkaException if Kafka cannot be reached, or another run has begun meanwhile
     */
    void begin(long load, List<TableId> tables) throws InterruptedException {
        publish(producer -> {
            send(producer, new LoadEntry.Plan(load, tables));
            for (int i = 0; i < tables.size(); i++) {
                byte[] work = new LoadWork.Begin(load, tables.get(i)).value();
                var unused = producer.send(
                        new ProducerRecord<>(topics.loadWork(), i % TopicKind.WORK_PARTITIONS, null, work));
            }
        });
        awaitSeen(OptionalLong.of(load));
    }

    /** Kafka answers a commit before those who read committed records see what was committed. */
    private void awaitSeen(OptionalLong load) throws InterruptedException {
        try (LoadProgress progress = new LoadProgress(kafka, topics)) {
            while (!progress.read().load().equals(load)) {
                Thread.sleep(LOOK.toMillis());
            }
        }
    }

    private void send(KafkaProducer<byte[], byte[]> producer, LoadEntry entry) {
        var unused = producer.send(new ProducerRecord<>(topics.load(), 0, entry.key(), entry.value()));
    }

    private void publish(Consumer<KafkaProducer<byte[], byte[]>> records) {
        Map<String, Object> properties = kafka.clientProperties();
        // One for all runs: a run that was taken for dead is fenced.
        properties.put("transactional.id", topics.pipeline() + "-load-plan");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            records.accept(producer);
            producer.commitTransaction();
        }
    }
}
