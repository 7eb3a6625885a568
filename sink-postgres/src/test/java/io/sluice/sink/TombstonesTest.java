package io.sluice.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tombstones of a compacted topic are there for a limited time. A sink that was behind for longer may have missed deletions,
 * and stops; any other goes on, however long its table was idle.
 */
class TombstonesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TOMBSTONES_MILLIS = 2_000;
    private static final int LONG_TOMBSTONES_MILLIS = 8_000;
    private static final String STOPS = "longer ago than Kafka keeps tombstones (delete.retention.ms, 2 s)";
    private static final Map<String, String> COMPACTED =
            Map.of("cleanup.policy", "compact", "delete.retention.ms", Integer.toString(TOMBSTONES_MILLIS));
    private static final AtomicInteger TOPICS = new AtomicInteger();

    @TempDir
    private static Path directory;

    private static GuardedBroker broker;
    private static Admin admin;

    private final TestDatabase database = TestDatabase.create();
    private final TestTopic items = new TestTopic(
            "p.items" + TOPICS.incrementAndGet(),
            TestTopic.ofItems().keySchema(),
            TestTopic.ofItems().valueSchema());
    private Producer<String, String> producer;

    @BeforeAll
    static void start() throws Exception {
        broker = GuardedBroker.start(directory);
        admin = Admin.create(Map.of("bootstrap.servers", broker.address()));
    }

    @AfterAll
    static void stop() {
        admin.close();
        broker.close();
    }

    @BeforeEach
    void connect() {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.address(), "transactional.id", items.name),
                new StringSerializer(),
                new StringSerializer());
        producer.initTransactions();
    }

    @AfterEach
    void disconnect() {
        producer.close();
    }

    private void create(Map<String, String> configs) throws ExecutionException, InterruptedException {
        admin.createTopics(List.of(new NewTopic(items.name, 1, (short) 1).configs(configs)))
                .all()
                .get();
    }

    private TestSink sink() {
        return new TestSink(database, TestContext.Reporting.ON, Map.of("kafka.bootstrap.servers", broker.address()));
    }

    private TestSink opened() {
        return sink().open(items.name);
    }

    /** Writes a row in a transaction of its own: a marker follows it. Returns the record as the sink gets it. */
    private SinkRecord produce() throws ExecutionException, InterruptedException {
        producer.beginTransaction();
        long offset = producer.send(new ProducerRecord<>(items.name, 0, "key", "value"))
                .get()
                .offset();
        producer.commitTransaction();
        items.seek(offset);
        return items.insert((int) offset, "x");
    }

    private String row(String columns) {
        return database.rows("SELECT " + columns + " FROM sluice.sink_offset").get(0);
    }

    private void untilCaughtUp(TestSink sink, int end) {
        sink.poll("it is caught up", () -> row("caught_up_to").equals(Integer.toString(end)));
    }

    /** As if that much time had passed since the sink was last there. */
    private void stayAway() {
        database.execute("UPDATE sluice.sink_offset SET caught_up_at = caught_up_at - interval '1 hour',"
                + " applied_at = applied_at - interval '1 hour'");
    }

    @Test
    void anIdleTableMayBeLeftAloneForAnyTime() throws Exception {
        create(COMPACTED);
        try (TestSink sink = opened()) {
            sink.put(produce());
            untilCaughtUp(sink, 2);
            String first = row("caught_up_at");
            sink.poll("it stays caught up", () -> !row("caught_up_at").equals(first));
        }
        stayAway();
        try (TestSink sink = opened()) {
            sink.poll("it is caught up again", () -> row("clock_timestamp() - caught_up_at < '1 minute'")
                    .equals("t"));
            sink.put(produce());
        }
    }

    /** An aborted transaction leaves records that nobody reads, and a marker. */
    @Test
    void recordsOfAnAbortedTransactionAreNotWaitedFor() throws Exception {
        create(COMPACTED);
        try (TestSink sink = opened()) {
            sink.put(produce());
            producer.beginTransaction();
            for (int i = 0; i < 3; i++) {
                producer.send(new ProducerRecord<>(items.name, 0, "key", "value"))
                        .get();
            }
            producer.abortTransaction();
            untilCaughtUp(sink, 6);
        }
    }

    @Test
    void whoeverWasAwayWhileSomethingWasWrittenIsStopped() throws Exception {
        create(COMPACTED);
        try (TestSink sink = opened()) {
            sink.put(produce());
            untilCaughtUp(sink, 2);
        }
        SinkRecord soon = produce();
        try (TestSink sink = opened()) {
            sink.put(soon);
            untilCaughtUp(sink, 4);
        }
        SinkRecord late = produce();
        stayAway();
        try (TestSink sink = sink()) {
            assertThatThrownBy(() -> sink.open(items.name))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContainingAll(items.name, STOPS, "offset to 3 again", "Away for too long");
        }
        Map<String, String> settings = new HashMap<>(TestSink.settings(database));
        settings.put("topics", items.name);
        new PostgresSinkConnector().alterOffsets(settings, Map.of(items.partition(), 3L));
        try (TestSink sink = opened()) {
            sink.put(late);
        }
        assertThat(row("next_offset")).isEqualTo("5");
    }

    @Test
    void aRowOfAnEarlierVersionCountsAsCaughtUpWhenItWasWritten() throws Exception {
        create(COMPACTED);
        try (TestSink sink = opened()) {
            sink.put(produce());
        }
        forgetCatchUp();
        stayAway();
        try (TestSink sink = opened()) {
            assertThat(sink.context.rewinds).containsEntry(items.partition(), 1L);
        }
        forgetCatchUp();
        produce();
        try (TestSink sink = sink()) {
            assertThatThrownBy(() -> sink.open(items.name)).hasMessageContaining(STOPS);
        }
    }

    private void forgetCatchUp() {
        database.execute("UPDATE sluice.sink_offset SET caught_up_at = NULL, caught_up_to = NULL");
    }

    @Test
    void aTaskThatFallsBehindForTooLongIsStopped() throws Exception {
        create(COMPACTED);
        try (TestSink sink = opened()) {
            sink.put(produce());
            untilCaughtUp(sink, 2);
            produce();
            assertThatThrownBy(() -> sink.poll("it fails", () -> false))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining(STOPS);
        }
    }

    /** It is always one record behind, and never for long: on a busy machine that takes a moment. */
    @Test
    void aTaskThatIsNeverAtTheEndButNearIsNotStopped() throws Exception {
        create(Map.of("cleanup.policy", "compact", "delete.retention.ms", Integer.toString(LONG_TOMBSTONES_MILLIS)));
        try (TestSink sink = opened()) {
            SinkRecord[] next = {produce()};
            String begin = database.rows("SELECT clock_timestamp()").get(0);
            await().atMost(PATIENCE).pollInSameThread().until(() -> {
                SinkRecord known = next[0];
                next[0] = produce();
                sink.put(known);
                return row("caught_up_at > timestamptz '" + begin + "' + interval '" + LONG_TOMBSTONES_MILLIS + " ms'")
                        .equals("t");
            });
        }
    }

    @Test
    void aTopicThatIsNotCompactedHasNoTombstones() throws Exception {
        create(Map.of("delete.retention.ms", Integer.toString(TOMBSTONES_MILLIS)));
        goesOnWithoutKnowing();
    }

    @Test
    void whereKafkaDoesNotLetTheUserKnowNobodyIsStopped() throws Exception {
        create(COMPACTED);
        // Who has any ACL of a topic may do only what ACLs allow.
        admin.createAcls(List.of(
                        acl(AclOperation.ALL, AclPermissionType.ALLOW),
                        acl(AclOperation.DESCRIBE_CONFIGS, AclPermissionType.DENY)))
                .all()
                .get();
        goesOnWithoutKnowing();
    }

    private void goesOnWithoutKnowing() throws ExecutionException, InterruptedException {
        try (TestSink sink = opened()) {
            sink.put(produce());
        }
        stayAway();
        produce();
        produce();
        try (TestSink sink = opened()) {
            assertThat(sink.context.rewinds).containsEntry(items.partition(), 1L);
            assertThat(row("caught_up_to")).isEqualTo("null");
        }
    }

    private AclBinding acl(AclOperation operation, AclPermissionType permission) {
        return new AclBinding(
                new ResourcePattern(ResourceType.TOPIC, items.name, PatternType.LITERAL),
                new AccessControlEntry("User:ANONYMOUS", "*", operation, permission));
    }
}
