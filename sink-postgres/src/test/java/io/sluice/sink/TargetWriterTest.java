package io.sluice.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.sink.TestContext.Reporting;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the task does while PostgreSQL keeps its writer waiting. */
class TargetWriterTest {

    private static final int BATCH_BYTES = 64 << 10;
    private static final String WRITER = "sluice-sink-writer-test";

    private final TestDatabase database = TestDatabase.create();
    private final TestTopic items = ofTable("item");
    private final TestTopic orders = ofTable("order");
    private final TopicPartition itemPartition = new TopicPartition(items.name, 0);
    private final TopicPartition orderPartition = new TopicPartition(orders.name, 0);
    private final Connection blocker = database.connect();

    TargetWriterTest() throws SQLException {}

    private static TestTopic ofTable(String table) {
        Schema key = TestTopic.record("shop", table)
                .field("id", TestTopic.typed(SchemaBuilder.int32(), "integer"))
                .build();
        Schema value = TestTopic.record("shop", table)
                .field("id", TestTopic.typed(SchemaBuilder.int32(), "integer"))
                .field("name", TestTopic.nullable(SchemaBuilder.string(), "text"))
                .build();
        return new TestTopic("p.postgres.shop." + table, key, value);
    }

    @BeforeEach
    void createTables() {
        database.execute(
                "CREATE SCHEMA shop",
                "CREATE TABLE shop.item (id integer PRIMARY KEY, name text)",
                "CREATE TABLE shop.order (id integer PRIMARY KEY, name text)");
    }

    @AfterEach
    void unblock() throws SQLException {
        blocker.close();
        database.execute("ALTER ROLE postgres RESET lock_timeout");
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain(WRITER));
    }

    private void lock(String sql) throws SQLException {
        blocker.setAutoCommit(false);
        try (Statement statement = blocker.createStatement()) {
            statement.execute(sql);
        }
    }

    private void unlock() throws SQLException {
        blocker.rollback();
    }

    private List<String> items() {
        return database.rows("SELECT id, name FROM shop.item ORDER BY id");
    }

    private void awaitBlockedSinks(int number) {
        await().untilAsserted(() -> assertThat(database.rows("SELECT count(*) FROM pg_stat_activity"
                        + " WHERE wait_event_type = 'Lock' AND application_name = 'sluice-sink-test'"
                        + " AND datname = current_database()"))
                .containsExactly(Integer.toString(number)));
    }

    @Test
    void readsTheNextBatchWhilePostgresqlWorksOnOne() throws SQLException {
        try (TestSink sink = new TestSink(database).open(items.name)) {
            lock("LOCK TABLE shop.item IN SHARE MODE");
            SinkRecord first = items.insert(1, "one");
            SinkRecord second = items.insert(2, "two");
            SinkRecord third = items.insert(3, "three");
            sink.deliver(List.of(first));
            awaitBlockedSinks(1);
            sink.deliver(List.of(second));
            sink.deliver(List.of(third));
            assertThat(sink.context.paused).isEmpty();
            assertThat(sink.context.timeoutMs).as("until the next poll").isBetween(1L, 1_000L);
            assertThat(items()).isEmpty();
            unlock();
            sink.awaitApplied();
            assertThat(sink.context.metric("batches-total")).isEqualTo(2);
        }
        assertThat(items()).containsExactly("1|one", "2|two", "3|three");
    }

    @Test
    void pausesReadingWhenTwoBatchesAreInMemoryAndGoesOnLater() throws SQLException {
        int poll = 10;
        String text = "x".repeat(1_000);
        try (TestSink sink =
                new TestSink(database, Reporting.ON, Map.of("batch.bytes", Integer.toString(BATCH_BYTES)))) {
            sink.open(items.name);
            lock("LOCK TABLE shop.item IN SHARE MODE");
            int id = 0;
            while (sink.context.paused.isEmpty() && id < 1_000) {
                List<SinkRecord> records = new ArrayList<>();
                for (int i = 0; i < poll; i++) {
                    records.add(items.insert(id++, text));
                }
                sink.deliver(records);
            }
            assertThat(sink.context.paused).containsExactly(itemPartition);
            assertThat(id * 1_000).isBetween(BATCH_BYTES, 2 * BATCH_BYTES + poll * 1_000);
            sink.deliver(List.of());
            assertThat(sink.context.paused).containsExactly(itemPartition);
            assertThat(sink.context.timeoutMs).as("until the next poll").isBetween(1L, 1_000L);

            unlock();
            sink.poll("resumption", sink.context.paused::isEmpty);
            sink.put(items.insert(id, "last"));
            assertThat(database.rows("SELECT count(*), max(name) FROM shop.item WHERE id < " + id))
                    .containsExactly(id + "|" + text);
            assertThat(database.rows("SELECT next_offset, changes FROM sluice.sink_offset"))
                    .containsExactly((id + 1) + "|" + (id + 1));
        }
    }

    @Test
    void failsAlsoWhenNoMoreRecordsCome() throws SQLException {
        try (TestSink sink = new TestSink(database, Reporting.ON, Map.of("retry.timeout.ms", "0"))) {
            database.execute("ALTER ROLE postgres SET lock_timeout = '100ms'");
            sink.open(items.name);
            lock("LOCK TABLE shop.item IN SHARE MODE");
            sink.deliver(List.of(items.insert(1, "one")));
            assertThatThrownBy(() -> sink.poll("failure", () -> false))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("55P03");
            assertThatThrownBy(() -> sink.deliver(List.of())).hasMessageContaining("55P03");
        }
        assertThat(items()).isEmpty();
    }

    @Test
    void tellsTheLagOfABatchThatDoesNotGetThrough() throws Exception {
        try (TestSink sink = new TestSink(database).open(items.name)) {
            lock("LOCK TABLE shop.item IN SHARE MODE");
            sink.deliver(List.of(items.insert(1, "one")));
            awaitBlockedSinks(1);
            double lag = sink.context.metric("lag-ms");
            assertThat(lag).isPositive();
            await().until(() -> sink.context.metric("lag-ms") > lag);
            unlock();
        }
    }

    @Test
    void closesPartitionsInTheMiddleOfRetries() throws SQLException {
        database.execute("ALTER ROLE postgres SET lock_timeout = '20ms'");
        try (TestSink sink = new TestSink(database).open(items.name)) {
            SinkRecord record = items.insert(1, "one");
            lock("LOCK TABLE shop.item IN SHARE MODE");
            sink.deliver(List.of(record));
            await().until(() -> sink.context.metric("retries-total") >= 2);
            sink.revoke(Set.of(itemPartition));
            unlock();

            sink.open(orders.name);
            sink.put(orders.insert(1, "first"));
            assertThat(items()).isEmpty();
            sink.open(items.name);
            assertThat(sink.context.rewinds).containsEntry(itemPartition, 0L);
            sink.put(record);
        }
        assertThat(items()).containsExactly("1|one");
    }

    @Test
    void readsAgainWhatWasGivenUpWithAClosedPartition() throws SQLException {
        try (TestSink sink = new TestSink(database).open(items.name, orders.name)) {
            SinkRecord item = items.insert(1, "one");
            SinkRecord order = orders.insert(1, "first");
            SinkRecord later = orders.insert(2, "second");
            lock("LOCK TABLE shop.item IN SHARE MODE");
            sink.context.rewinds.clear();
            sink.deliver(List.of(item, order));
            awaitBlockedSinks(1);
            sink.revoke(Set.of(itemPartition));
            awaitBlockedSinks(0);
            // Polled before Connect knows that it is to read again.
            sink.deliver(List.of(later));
            sink.poll("rewind", () -> sink.context.rewinds.containsKey(orderPartition));
            assertThat(sink.context.rewinds).containsExactly(Map.entry(orderPartition, 0L));
            assertThat(sink.context.paused).isEmpty();
            sink.put(order, later);
        }
        assertThat(items()).isEmpty();
        assertThat(database.rows("SELECT id, name FROM shop.order ORDER BY id")).containsExactly("1|first", "2|second");
        assertThat(database.rows("SELECT topic, next_offset, changes FROM sluice.sink_offset ORDER BY topic"))
                .containsExactly(items.name + "|0|0", orders.name + "|2|2");
    }

    @Test
    void writesNothingMoreOnceItIsStopped() throws SQLException {
        try (TestSink sink = new TestSink(database).open(items.name)) {
            lock("LOCK TABLE shop.item IN SHARE MODE");
            sink.deliver(List.of(items.insert(1, "one")));
            awaitBlockedSinks(1);
            sink.deliver(List.of(items.insert(2, "two")));
        }
        awaitBlockedSinks(0);
        unlock();
        assertThat(items()).isEmpty();
        assertThat(database.rows("SELECT next_offset FROM sluice.sink_offset")).containsExactly("0");
    }

    /** Whoever takes the partition over has to wait for {@link #unlock}. */
    private void lockTheOffsetsOfAFormerTask() throws SQLException {
        try (TestSink former = new TestSink(database).open(items.name)) {
            former.put(items.insert(1, "one"));
        }
        lock("SELECT * FROM sluice.sink_offset FOR UPDATE");
    }

    @Test
    void letsConnectGoOnPollingUntilThePartitionsAreFree() throws SQLException {
        lockTheOffsetsOfAFormerTask();
        try (TestSink sink = new TestSink(database)) {
            sink.assign(Set.of(itemPartition));
            // The poll that assigns partitions would wait for records of paused ones until it is time to commit
            // offsets.
            assertThat(sink.context.paused).isEmpty();
            sink.deliver(List.of());
            assertThat(sink.context.paused).containsExactly(itemPartition);
            assertThat(sink.context.rewinds).isEmpty();
            awaitBlockedSinks(1);
            unlock();
            sink.poll("offsets", () -> !sink.context.rewinds.isEmpty());
            assertThat(sink.context.rewinds).containsExactly(Map.entry(itemPartition, 1L));
            assertThat(sink.context.paused).isEmpty();
            sink.put(items.insert(2, "two"));
        }
        assertThat(items()).containsExactly("1|one", "2|two");
    }

    @Test
    void readsPartitionsThatWerePausedWhenTheyWereTakenAwayAndComeBack() throws SQLException {
        lockTheOffsetsOfAFormerTask();
        try (TestSink sink = new TestSink(database)) {
            sink.assign(Set.of(itemPartition));
            sink.deliver(List.of());
            assertThat(sink.context.paused).containsExactly(itemPartition);
            sink.revoke(Set.of(itemPartition));
            unlock();
            sink.assign(Set.of(itemPartition));
            assertThat(sink.context.paused).isEmpty();
        }
    }

    @Test
    void readsPausedPartitionsThatComeBackAfterPollsWithoutAny() throws SQLException {
        lockTheOffsetsOfAFormerTask();
        try (TestSink sink = new TestSink(database)) {
            sink.assign(Set.of(itemPartition));
            sink.deliver(List.of());
            sink.revoke(Set.of(itemPartition));
            unlock();
            // The group takes its time, and Connect polls meanwhile.
            sink.deliver(List.of());
            assertThat(sink.context.paused).containsExactly(itemPartition);
            sink.assign(Set.of(itemPartition));
            assertThat(sink.context.paused).isEmpty();
        }
    }

    @Test
    void stopsWhileItTakesPartitionsOver() throws SQLException {
        lockTheOffsetsOfAFormerTask();
        try (TestSink sink = new TestSink(database)) {
            sink.assign(Set.of(itemPartition));
            awaitBlockedSinks(1);
        }
        awaitBlockedSinks(0);
    }
}
