package io.sluice.transformer;

import io.sluice.core.wire.SchemaRegistry;
import io.sluice.transformer.config.TransformerConfig;
import io.sluice.transformer.flood.Floods;
import io.sluice.transformer.load.Loads;
import io.sluice.transformer.row.RowProcessor;
import io.sluice.transformer.sequence.Reservation;
import io.sluice.transformer.sequence.Reservations;
import io.sluice.transformer.sequence.SequenceSerdes;
import io.sluice.transformer.topic.OutputRecord.Address;
import io.sluice.transformer.topic.OutputTopics;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The topology: for each pattern of raw topics source → rows → output, and one more path that turns the marks of all of
 * them into reservations. Every record leaves through an output that takes topic and partition from the record's
 * address.
 */
public final class TransformerTopology {

    private static final String RESERVATIONS = "reservations";

    private final TransformerConfig config;
    private final SchemaRegistry registry;
    private final OutputTopics outputTopics;
    private final Floods floods;
    private final Loads loads;
    private final Topology topology = new Topology();

    private TransformerTopology(
            TransformerConfig config, SchemaRegistry registry, OutputTopics outputTopics, Floods floods, Loads loads) {
        this.config = config;
        this.registry = registry;
        this.outputTopics = outputTopics;
        this.floods = floods;
        this.loads = loads;
    }

    public static Topology build(
            TransformerConfig config, SchemaRegistry registry, OutputTopics outputTopics, Floods floods, Loads loads) {
        return new TransformerTopology(config, registry, outputTopics, floods, loads).build();
    }

    private Topology build() {
        List<Pattern> patterns = new RawTopics(config.topics()).patterns();
        for (int i = 0; i < patterns.size(); i++) {
            addRows(Integer.toString(i), patterns.get(i));
        }
        addReservations();
        return topology;
    }

    private void addRows(String number, Pattern topics) {
        String source = "raw-" + number;
        String rows = "rows-" + number;
        RowProcessor.Stores stores =
                new RowProcessor.Stores("marks-" + number, "policies-" + number, "topics-" + number, "rules-" + number);
        topology.addSource(
                AutoOffsetReset.earliest(), source, new ByteArrayDeserializer(), new ByteArrayDeserializer(), topics);
        topology.addProcessor(
                rows, () -> new RowProcessor(config, registry, outputTopics, floods, loads, stores), source);
        topology.addStateStore(store(stores.topics(), Serdes.String(), Serdes.String()), rows);
        topology.addStateStore(store(stores.rules(), Serdes.String(), Serdes.ByteArray()), rows);
        // Cached, so that a mark, and a count below, goes to the changelog once per commit and not once per row.
        topology.addStateStore(
                store(stores.marks(), SequenceSerdes.columns(), SequenceSerdes.marks())
                        .withCachingEnabled(),
                rows);
        topology.addStateStore(
                store(stores.policies(), Serdes.ByteArray(), Serdes.ByteArray()).withCachingEnabled(), rows);
        addOutput("output-" + number, rows);
    }

    private void addReservations() {
        topology.addSource(
                AutoOffsetReset.earliest(),
                "sequence-marks",
                SequenceSerdes.columns().deserializer(),
                SequenceSerdes.marks().deserializer(),
                config.topics().sequenceMarks());
        topology.addProcessor(
                RESERVATIONS,
                () -> new Reservations(config.topics(), RESERVATIONS, config.sequenceDistance(), registry),
                "sequence-marks");
        topology.addStateStore(store(RESERVATIONS, SequenceSerdes.columns(), Reservation.serde()), RESERVATIONS);
        topology.addStateStore(ProcessIdentity.builder(), RESERVATIONS);
        addOutput("sequences", RESERVATIONS);
    }

    private void addOutput(String name, String parent) {
        Serializer<Address> keys = (topic, address) -> address.key();
        StreamPartitioner<Address, byte[]> addressed =
                (topic, address, value, partitions) -> Optional.of(Set.of(address.partition()));
        topology.addSink(
                name,
                (Address address, byte[] value, org.apache.kafka.streams.processor.RecordContext context) ->
                        address.topic(),
                keys,
                new ByteArraySerializer(),
                addressed,
                parent);
    }

    private static <K, V> StoreBuilder<KeyValueStore<K, V>> store(String name, Serde<K> keys, Serde<V> values) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), keys, values);
    }
}
