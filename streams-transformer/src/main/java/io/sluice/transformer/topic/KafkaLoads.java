package io.sluice.transformer.topic;

import io.sluice.core.load.LoadEntry;
import io.sluice.core.load.LoadState;
import io.sluice.core.model.SourcePosition;
import io.sluice.core.name.TableId;
import io.sluice.core.wire.Topics;
import io.sluice.transformer.load.Loads;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What the load of a pipeline has done, as its topic says. Thread-safe. */
public final class KafkaLoads implements Loads, AutoCloseable {

    private static final Duration LOOK = Duration.ofMillis(200);

    private final Topics topics;
    private final List<TopicPartition> source;
    private final Consumer<byte[], byte[]> consumer;
    private final LoadState state = new LoadState();
    private volatile View view = new View(true, Set.of(), Map.of(), Map.of(), Map.of(), Map.of(), Set.of());

    /** What the state says, for many threads. */
    private record View(
            boolean allWait,
            Set<String> awaited,
            Map<String, Long> beginnings,
            Map<TableId, SourcePosition> moments,
            Map<TableId, SourcePosition> structures,
            Map<TableId, SourcePosition> highs,
            Set<TableId> reloading) {}

    private KafkaLoads(Topics topics, Consumer<byte[], byte[]> consumer) {
        this.topics = topics;
        this.source = List.of(new TopicPartition(topics.load(), 0));
        this.consumer = consumer;
        consumer.assign(source);
        consumer.seekToBeginning(source);
    }

    /**
     * Reads what is committed only: a table is loaded when its rows can be read.
     *
     * @param topics of the pipeline; that of the load exists
     * @param properties of Kafka's clients
     */
    public static KafkaLoads open(Topics topics, Properties properties) {
        properties.put("enable.auto.commit", "false");
        properties.put("isolation.level", "read_committed");
        ByteArrayDeserializer bytes = new ByteArrayDeserializer();
        return new KafkaLoads(topics, new KafkaConsumer<>(properties, bytes, bytes));
    }

    /** Learns what was written since the last call. */
    synchronized void refresh() {
        long end = consumer.endOffsets(source).get(source.get(0));
        while (consumer.position(source.get(0)) < end) {
            consumer.poll(LOOK).forEach(this::take);
        }
        view = new View(
                state.load().isEmpty(),
                state.awaited().stream().map(topics::raw).collect(Collectors.toSet()),
                state.beginnings(),
                state.moments(),
                state.structures(),
                state.highs(),
                state.reloads().stream().map(LoadEntry.Reload::table).collect(Collectors.toSet()));
    }

    private void take(ConsumerRecord<byte[], byte[]> entry) {
        if (entry.value() != null) {
            state.take(LoadEntry.decode(entry.key(), entry.value()));
        }
    }

    /** Whether the log of a table must not be read yet. */
    boolean isAwaited(TopicPartition table) {
        View now = view;
        return now.allWait() || now.awaited().contains(table.topic());
    }

    @Override
    public long beginning(String topic) {
        return view.beginnings().getOrDefault(topic, 0L);
    }

    @Override
    public Optional<SourcePosition> moment(TableId table) {
        return Optional.ofNullable(view.moments().get(table));
    }

    @Override
    public Optional<SourcePosition> structure(TableId table) {
        return Optional.ofNullable(view.structures().get(table));
    }

    @Override
    public boolean isLoadedAfter(TableId table, SourcePosition position) {
        View now = view;
        SourcePosition high = now.highs().get(table);
        return now.reloading().contains(table) || (high != null && high.compareTo(position) > 0);
    }

    @Override
    public synchronized void close() {
        consumer.close();
    }
}
