package io.sluice.control.load;

import io.sluice.core.load.LoadEntry;
import io.sluice.core.load.LoadState;
import io.sluice.core.load.LoadWork;
import io.sluice.core.load.RangeProgress;
import io.sluice.core.load.ReloadStage;
import io.sluice.core.name.TableId;
import io.sluice.core.pipeline.KafkaCluster;
import io.sluice.core.wire.TopicKind;
import io.sluice.core.wire.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Says where the log begins, which tables are loaded beside it, and which are reloaded later, and hands out the work. */
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
        awaitSeen(state -> state.load().isEmpty());
    }

    /**
     * Begins the load, which all tables wait for that it has.
     *
     * @param load its number: greater than that of any earlier one
     * @param loaded the largest first, so that none of them is the last to be read
     * @param reloaded tables with keys, whose rows are there from an earlier log: they are brought anew while this one streams
     * @throws org.apache.kafka.common.KafkaException if Kafka cannot be reached, or another run has begun meanwhile
     */
    void begin(long load, List<TableId> loaded, List<TableId> reloaded) throws InterruptedException {
        publish(producer -> {
            send(producer, new LoadEntry.Plan(load, loaded));
            work(producer, loaded.stream().map(table -> new LoadWork.Begin(load, table)));
            reload(producer, load + 1, reloaded, Optional.empty());
        });
        awaitSeen(state -> state.load().equals(OptionalLong.of(load)));
    }

    /**
     * Begins a reload of tables in a load that has begun.
     *
     * @param hasKey whether a table has a key; one without is loaded anew as a whole
     * @param where an SQL condition of MySQL; empty for all rows
     * @throws org.apache.kafka.common.KafkaException if Kafka cannot be reached, or another run has begun meanwhile
     */
    public void reload(List<TableId> tables, Predicate<TableId> hasKey, Optional<String> where)
            throws InterruptedException {
        List<TableId> keyed = tables.stream().filter(hasKey).toList();
        List<TableId> keyless = tables.stream().filter(hasKey.negate()).toList();
        long number = Math.max(System.currentTimeMillis(), newest() + 1);
        publish(producer -> {
            reload(producer, number, keyed, where);
            keyless.forEach(table -> send(producer, new LoadEntry.Hold(number, table)));
            work(producer, keyless.stream().map(table -> new LoadWork.BeginHeld(number, table)));
        });
        awaitSeen(state -> state.load().isEmpty() || state.newest() >= number);
    }

    private long newest() {
        try (LoadProgress progress = new LoadProgress(kafka, topics)) {
            return progress.read().newest();
        }
    }

    private void reload(
            KafkaProducer<byte[], byte[]> producer, long number, List<TableId> tables, Optional<String> where) {
        tables.forEach(table ->
                send(producer, new LoadEntry.Reload(number, table, where, ReloadStage.READING, RangeProgress.NONE)));
        work(
                producer,
                tables.stream().map(table -> new LoadWork.Reload(number, table, where, List.of(), RangeProgress.NONE)));
    }

    private void work(KafkaProducer<byte[], byte[]> producer, Stream<? extends LoadWork> items) {
        int partition = 0;
        for (LoadWork item : items.toList()) {
            var unused = producer.send(new ProducerRecord<>(
                    topics.loadWork(), partition++ % TopicKind.WORK_PARTITIONS, null, item.value()));
        }
    }

    /** Says that a reload is done. */
    void done(LoadEntry.Reload reload) throws InterruptedException {
        publish(producer -> send(producer, reload.at(ReloadStage.DONE)));
        awaitSeen(state -> !state.reloads().contains(reload));
    }

    /** Kafka answers a commit before those who read committed records see what was committed. */
    private void awaitSeen(Predicate<LoadState> written) throws InterruptedException {
        try (LoadProgress progress = new LoadProgress(kafka, topics)) {
            while (!written.test(progress.read())) {
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
