package io.sluice.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.core.access.HttpAccess;
import io.sluice.core.flood.LetterCount;
import io.sluice.core.load.LoadEntry;
import io.sluice.core.load.RangeProgress;
import io.sluice.core.mapping.MappingRules;
import io.sluice.core.name.TableId;
import io.sluice.core.pipeline.KafkaCluster;
import io.sluice.core.wire.Flood;
import io.sluice.core.wire.RecordLimit;
import io.sluice.core.wire.TopicKind;
import io.sluice.core.wire.Topics;
import io.sluice.transformer.config.TransformerConfig;
import io.sluice.transformer.deadletter.OnError;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a real Kafka can show: topics that appear, are created, and are taken up again after a restart. */
class TransformerOnKafkaTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    static Path directory;

    private static LocalBroker broker;
    private static Admin admin;
    private static KafkaProducer<byte[], byte[]> producer;

    private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    private final RawTable orders = new RawTable("shop", "orders", registry).key("id", "\"long\"", "BIGINT");
    private final RawTable customers = new RawTable("shop", "customers", registry).key("id", "\"long\"", "BIGINT");

    @BeforeAll
    static void startKafka() throws Exception {
        broker = LocalBroker.start(directory.resolve("kafka"));
        admin = Admin.create(Map.of("bootstrap.servers", broker.address()));
        Properties properties = new Properties();
        properties.put("bootstrap.servers", broker.address());
        producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterAll
    static void stopKafka() {
        producer.close();
        admin.close();
        broker.close();
    }

    /** A pipeline for each test, since each has a registry of its own. */
    private Transformer start(String pipeline) {
        TransformerConfig config = new TransformerConfig(
                new Topics(pipeline),
                broker.address(),
                HttpAccess.plain(URI.create("http://none")),
                KafkaCluster.BROKERS_DEFAULT,
                RecordLimit.PRESET,
                "lz4",
                MappingRules.none(),
                100,
                Duration.ofDays(7),
                OnError.DEAD_LETTER,
                3,
                directory.resolve("state"),
                Map.of());
        return Transformer.start(config, registry, failure -> {});
    }

    /** Begins a load of these tables. */
    private static void plan(String pipeline, TableId... tables) throws Exception {
        createMissing(new Topics(pipeline).load(), 1);
        send(pipeline, new LoadEntry.Plan(1, List.of(tables)));
    }

    private static void send(String pipeline, LoadEntry entry) throws Exception {
        producer.send(new ProducerRecord<>(new Topics(pipeline).load(), 0, entry.key(), entry.value()))
                .get();
    }

    @Test
    void theLogOfATableWaitsUntilTheTableIsLoaded() throws Exception {
        TableId table = new TableId("shop", "orders");
        plan("L", table);
        try (Transformer transformer = start("L")) {
            produce("L.mysql.shop.orders", 1, orders.insert(1L));
            produce("L.mysql.shop.customers", 1, customers.insert(7L));
            await().atMost(PATIENCE).until(() -> count("L.postgres.shop.customers", 1) == 1);
            send("L", new LoadEntry.Begun(1, table, 1, Optional.empty(), Optional.empty()));
            send("L", new LoadEntry.Range(1, table, 0, RangeProgress.NONE, false));
            produce("L.mysql.shop.customers", 1, customers.insert(8L));
            await().atMost(PATIENCE).until(() -> count("L.postgres.shop.customers", 1) == 2);
            assertThat(count("L.postgres.shop.orders", 1)).isZero();

            send("L", new LoadEntry.Range(1, table, 0, RangeProgress.NONE, true));
            await().atMost(PATIENCE).until(() -> count("L.postgres.shop.orders", 1) == 1);
            assertThat(transformer.failure()).isEmpty();
        }
    }

    @Test
    void takesUpTablesAsTheyAppearAndContinuesAfterRestart() throws Exception {
        plan("P");
        try (Transformer transformer = start("P")) {
            await().atMost(PATIENCE).until(() -> transformer.state() == TransformerState.RUNNING);
            produce("P.mysql.shop.orders", 3, orders.insert(1L), orders.insert(2L));
            await().atMost(PATIENCE).until(() -> count("P.postgres.shop.orders", 3) == 2);
            produce("P.mysql.shop.customers", 1, customers.insert(7L));
            await().atMost(PATIENCE).until(() -> count("P.postgres.shop.customers", 1) == 1);
        }
        produce("P.mysql.shop.orders", 3, orders.insert(3L));

        try (Transformer transformer = start("P")) {
            await().atMost(PATIENCE).until(() -> count("P.postgres.shop.orders", 3) == 3);
            assertThat(transformer.failure()).isEmpty();
        }
        assertThat(partitions("P.postgres.shop.orders")).isEqualTo(3);
        assertThat(count("P.sequences", 1)).isPositive();
        assertThat(count("P.dead-letters", 1)).isZero();
    }

    @Test
    void resumesAfterItWasKilled() throws Exception {
        InMemorySchemaRegistry shared = KilledTransformer.registry();
        RawTable table = KilledTransformer.table(shared);
        Path state = directory.resolve("killed");
        long rows = 0;
        produce("K.mysql.shop.killed", 1, table.insert(rows++));
        plan("K");
        Process process = startProcess(state);
        try {
            await().atMost(PATIENCE).until(() -> count("K.postgres.shop.killed", 1) > 0);
            // Busy, so that a transaction is open when it is killed.
            long busyUntil = System.nanoTime() + Duration.ofSeconds(2).toNanos();
            while (System.nanoTime() < busyUntil) {
                produce("K.mysql.shop.killed", 1, table.insert(rows++));
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        long total = rows;
        try (Transformer transformer =
                Transformer.start(KilledTransformer.config(broker.address(), state), shared, failure -> {})) {
            await().atMost(PATIENCE).until(() -> count("K.postgres.shop.killed", 1) >= total);
            assertThat(transformer.failure()).isEmpty();
        }
        assertThat(count("K.postgres.shop.killed", 1)).as("each row once").isEqualTo((int) total);
    }

    @Test
    void aDeletedRowDoesNotComeBackWhenItsKeyWasWidenedBefore() throws Exception {
        RawTable narrow = new RawTable("shop", "widened", registry).key("id", "\"int\"", "INT");
        RawTable wide = new RawTable("shop", "widened", registry).key("id", "\"long\"", "BIGINT");
        String output = "W.postgres.shop.widened";
        createEagerlyCompacted(output);
        plan("W");
        try (Transformer transformer = start("W")) {
            produce("W.mysql.shop.widened", 1, narrow.insert(1), narrow.insert(2));
            produce("W.mysql.shop.widened", 1, wide.update(row(2L), 2L), wide.delete(1L));
            await().atMost(PATIENCE).until(() -> {
                // What is written last is never compacted, so that more has to follow the delete.
                produce("W.mysql.shop.widened", 1, wide.insert(3L));
                List<ConsumerRecord<byte[], byte[]>> records = read(output, 1);
                return keys(records).contains("{\"id\":3}")
                        && records.stream().allMatch(record -> record.value() != null);
            });
            assertThat(transformer.failure()).isEmpty();
        }
        assertThat(keys(read(output, 1))).containsExactlyInAnyOrder("{\"id\":2}", "{\"id\":3}");
    }

    @Test
    void aFloodOfDeadLettersStopsItsTableAndNoOtherUntilItIsAccepted() throws Exception {
        String flooded = "F.mysql.shop.orders";
        String other = "F.mysql.shop.customers";
        plan("F");
        try (Transformer transformer = start("F")) {
            produce(other, 1, customers.insert(1L));
            produce(flooded, 1, orders.insert(1L));
            spoil(flooded, 10);
            produce(flooded, 1, orders.insert(2L));
            await().dontCatchUncaughtExceptions().atMost(PATIENCE).until(() -> floods("F")
                    .containsKey(flooded));
            produce(other, 1, customers.insert(2L));
            await().dontCatchUncaughtExceptions()
                    .atMost(PATIENCE)
                    .until(() -> count("F.postgres.shop.customers", 1) == 2);
            assertThat(transformer.failure()).isEmpty();
        }
        assertThat(floods("F").get(flooded))
                .isInstanceOfSatisfying(Flood.Stopped.class, stopped -> assertThat(stopped.reason())
                        .startsWith("more than 3 dead letters in a minute, the last because: "));
        try (Transformer transformer = start("F")) {
            produce(other, 1, customers.insert(3L));
            await().dontCatchUncaughtExceptions()
                    .atMost(PATIENCE)
                    .until(() -> count("F.postgres.shop.customers", 1) == 3);
            assertThat(count("F.dead-letters", 1)).isLessThanOrEqualTo(3);
            assertThat(count("F.postgres.shop.orders", 1)).isLessThanOrEqualTo(1);

            Flood acceptance =
                    new Flood(flooded, 0, new Flood.Accepted(LetterCount.acceptedUntil(System.currentTimeMillis())));
            producer.send(new ProducerRecord<>("F.floods", acceptance.key(), acceptance.value()))
                    .get();
            await().dontCatchUncaughtExceptions().atMost(PATIENCE).until(() -> count("F.postgres.shop.orders", 1) == 2);
            assertThat(keys(read("F.dead-letters", 1))).hasSize(10);
            assertThat(count("F.dead-letters", 1)).as("each once").isEqualTo(10);
            assertThat(transformer.failure()).isEmpty();
        }
    }

    private static void spoil(String topic, int records) throws Exception {
        for (int i = 0; i < records; i++) {
            producer.send(new ProducerRecord<>(topic, new byte[] {1}, new byte[] {2}))
                    .get();
        }
    }

    /** What the floods of a pipeline have made of its topics. */
    private static Map<String, Flood.State> floods(String pipeline) throws Exception {
        Map<String, Flood.State> states = new HashMap<>();
        if (count(pipeline + ".floods", 1) > 0) {
            read(pipeline + ".floods", 1).forEach(entry -> {
                Flood flood = Flood.decode(entry.key(), entry.value());
                states.put(flood.topic(), flood.state());
            });
        }
        return states;
    }

    private static Set<String> keys(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                .map(record -> new String(record.key(), StandardCharsets.UTF_8))
                .collect(Collectors.toSet());
    }

    private static Object[] row(Object... values) {
        return values;
    }

    private static void createEagerlyCompacted(String topic) throws Exception {
        Map<String, String> settings = new HashMap<>(TopicKind.KEYED_ROWS.settings(RecordLimit.PRESET));
        settings.putAll(Map.of(
                "segment.ms", "100",
                "min.cleanable.dirty.ratio", "0.01",
                "min.compaction.lag.ms", "0",
                "delete.retention.ms", "0"));
        admin.createTopics(List.of(new NewTopic(topic, Optional.of(1), Optional.empty()).configs(settings)))
                .all()
                .get();
    }

    @Test
    void stopsAtRecordsThatWereRemovedBeforeItReadThem() throws Exception {
        String topic = "G.mysql.shop.orders";
        readToTheEnd("G", topic);
        produce(topic, 1, orders.insert(3L), orders.insert(4L), orders.insert(5L));
        admin.deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(4)))
                .all()
                .get();

        assertStopsAt("G", "Topic " + topic + ", partition 0 has no record at offset 2");
    }

    @Test
    void stopsAtATopicThatWasCreatedAgainAndIsLongerThanBefore() throws Exception {
        String topic = "A.mysql.shop.orders";
        readToTheEnd("A", topic);
        admin.deleteTopics(List.of(topic)).all().get();
        await().atMost(PATIENCE).until(() -> !admin.listTopics().names().get().contains(topic));
        produce(topic, 1, orders.insert(6L), orders.insert(7L), orders.insert(8L), orders.insert(9L));

        assertStopsAt("A", "Topic " + topic + " was deleted and created again");
        assertThat(count("A.postgres.shop.orders", 1)).isEqualTo(2);
    }

    private void readToTheEnd(String pipeline, String topic) throws Exception {
        produce(topic, 1, orders.insert(1L), orders.insert(2L));
        plan(pipeline);
        try (Transformer transformer = start(pipeline)) {
            await().atMost(PATIENCE).until(() -> count(pipeline + ".postgres.shop.orders", 1) == 2);
            assertThat(transformer.failure()).isEmpty();
        }
    }

    private void assertStopsAt(String pipeline, String reason) {
        try (Transformer transformer = start(pipeline)) {
            await().atMost(PATIENCE).until(() -> transformer.failure().isPresent());
            assertThat(transformer.failure())
                    .get(InstanceOfAssertFactories.THROWABLE)
                    .hasMessageContaining(reason)
                    .hasMessageContaining("begin the pipeline from nothing");
        }
    }

    private static Process startProcess(Path state) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledTransformer.class.getName(),
                        broker.address(),
                        state.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void createMissing(String topic, int partitions) throws Exception {
        if (!admin.listTopics().names().get().contains(topic)) {
            admin.createTopics(List.of(new NewTopic(topic, Optional.of(partitions), Optional.empty())))
                    .all()
                    .get();
        }
    }

    private static void produce(String topic, int partitions, RawTable.RawRecord... records) throws Exception {
        createMissing(topic, partitions);
        for (RawTable.RawRecord record : records) {
            producer.send(new ProducerRecord<>(topic, record.key(), record.value()))
                    .get();
        }
    }

    private static int partitions(String topic) throws Exception {
        return admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .get(topic)
                .partitions()
                .size();
    }

    /** How many records are committed; 0 if there is no such topic. */
    private static int count(String topic, int partitions) throws Exception {
        return admin.listTopics().names().get().contains(topic)
                ? read(topic, partitions).size()
                : 0;
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(String topic, int partitions) {
        Properties properties = new Properties();
        properties.put("bootstrap.servers", broker.address());
        properties.put("isolation.level", "read_committed");
        properties.put("auto.offset.reset", "earliest");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> all = new ArrayList<>();
            for (int i = 0; i < partitions; i++) {
                all.add(new TopicPartition(topic, i));
            }
            consumer.assign(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (all.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }
}
