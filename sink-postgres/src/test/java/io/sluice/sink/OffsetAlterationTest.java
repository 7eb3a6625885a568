package io.sluice.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** What PATCH and DELETE of a connector's offsets do, and topics whose log is another one than before. */
class OffsetAlterationTest {

    private static final Schema OTHER_KEY = TestTopic.record("shop", "other")
            .field("id", TestTopic.typed(SchemaBuilder.int32(), "integer"))
            .build();

    private final TestDatabase database = TestDatabase.create();
    private final TestTopic topic = TestTopic.ofItems();
    private final TestTopic other = new TestTopic("p.postgres.shop.other", OTHER_KEY, OTHER_KEY);
    private final TopicPartition items = new TopicPartition(topic.name, 0);
    private final TopicPartition others = new TopicPartition(other.name, 0);

    private void fill() {
        try (TestSink sink = new TestSink(database).open(topic.name, other.name)) {
            sink.put(topic.read(1, "one"), topic.insert(2, "two"), topic.update(2, "zwei"), other.insert(7));
        }
    }

    private void alter(Map<TopicPartition, Long> offsets) {
        alter(offsets, Map.of("topics", topic.name + " , " + other.name));
    }

    private void alter(Map<TopicPartition, Long> offsets, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(TestSink.settings(database));
        all.putAll(settings);
        assertThat(new PostgresSinkConnector().alterOffsets(all, offsets)).isTrue();
    }

    private static Map<TopicPartition, Long> reset(TopicPartition... partitions) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (TopicPartition partition : partitions) {
            offsets.put(partition, null);
        }
        return offsets;
    }

    private List<String> offsets() {
        return database.rows("SELECT topic, part, next_offset, snapshot_rows, changes, commit_time IS NULL"
                + " FROM sluice.sink_offset WHERE connector = 'test' ORDER BY topic, part");
    }

    @Test
    void setsWhatIsNamedAndLeavesItsCounters() {
        fill();
        alter(Map.of(items, 2L));
        assertThat(offsets()).containsExactly(topic.name + "|0|2|1|2|f", other.name + "|0|1|0|1|f");
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            assertThat(sink.context.rewinds).containsExactly(Map.entry(items, 2L));
        }
    }

    @Test
    void beginsAnewAtZero() {
        fill();
        alter(Map.of(items, 0L));
        assertThat(offsets()).containsExactly(topic.name + "|0|0|0|0|t", other.name + "|0|1|0|1|f");
        topic.seek(0);
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(topic.read(1, "one"), topic.insert(2, "two"));
        }
        assertThat(offsets()).containsExactly(topic.name + "|0|2|1|1|f", other.name + "|0|1|0|1|f");
    }

    @Test
    void beginsAnewWithAllThatKafkaNames() {
        fill();
        alter(reset(items, others));
        assertThat(offsets()).containsExactly(topic.name + "|0|0|0|0|t", other.name + "|0|0|0|0|t");
    }

    /** After a first DELETE Kafka knows no offsets; the second must not fail. */
    @Test
    void beginsAnewWithAllThatTheTargetKnowsWhereKafkaNamesNothing() {
        fill();
        database.execute("INSERT INTO sluice.sink_offset VALUES ('somebody', 'x', 0, 5)");
        alter(Map.of());
        alter(Map.of());
        assertThat(offsets()).containsExactly(topic.name + "|0|0|0|0|t", other.name + "|0|0|0|0|t");
        assertThat(database.rows("SELECT next_offset FROM sluice.sink_offset WHERE connector = 'somebody'"))
                .containsExactly("5");
    }

    /** Kafka forgets the offsets of a topic that is deleted. */
    @Test
    void asksWhenKafkaNamesOnlySomeOfWhatTheTargetKnows() {
        fill();
        List<String> before = offsets();
        assertThatThrownBy(() -> alter(reset(others)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContainingAll(topic.name, "PATCH", "\"kafka_offset\": 0");
        assertThat(offsets()).isEqualTo(before);
        alter(reset(others), Map.of("topics.regex", ".*other"));
        assertThat(offsets()).containsExactly(topic.name + "|0|3|1|2|f", other.name + "|0|0|0|0|t");
    }

    @Test
    void setsPartitionsThatWereNeverRead() {
        alter(Map.of(items, 5L));
        assertThat(offsets()).containsExactly(topic.name + "|0|5|0|0|t");
    }

    @Test
    void fencesATaskThatGoesOn() {
        try (TestSink zombie = new TestSink(database).open(topic.name)) {
            zombie.put(topic.insert(1, "one"));
            alter(Map.of(items, 1L));
            SinkRecord second = topic.insert(2, "two");
            assertThatThrownBy(() -> zombie.put(second))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("Another task");
        }
        assertThat(database.rows("SELECT id FROM shop.item")).containsExactly("1");
    }

    @Test
    void changesNothingWhenOneIsWrong() {
        fill();
        List<String> before = offsets();
        assertThatThrownBy(() -> alter(Map.of(others, 0L, items, -1L)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContainingAll(topic.name, "-1");
        assertThatThrownBy(() -> alter(Map.of(others, 0L, new TopicPartition("tpyo", 0), 1L)))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("tpyo");
        assertThat(offsets()).isEqualTo(before);
    }

    @Test
    void saysWhyTheTargetCannotBeUsed() {
        assertThatThrownBy(() -> alter(
                        Collections.singletonMap(items, 0L),
                        Map.of("topics", topic.name, "connection.user", "nobody-here", "connection.password", "x")))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("connection.user");
    }

    @Test
    void stopsAtATopicThatHasBegunAnew() {
        fill();
        topic.seek(0);
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            SinkRecord first = topic.insert(9, "nine");
            assertThatThrownBy(() -> sink.put(first))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContainingAll(topic.name, "up to offset 3", "offset 0 came", "the offsets of test");
        }
        alter(Map.of(items, 0L));
        topic.seek(0);
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(topic.insert(9, "nine"));
        }
        assertThat(database.rows("SELECT id FROM shop.item ORDER BY id")).containsExactly("1", "2", "9");
    }

    @Test
    void stopsAtATopicThatBeginsAnewWhileItIsRead() {
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            SinkRecord first = topic.insert(1, "one");
            SinkRecord second = topic.insert(2, "two");
            sink.put(first, second);
            assertThatThrownBy(() -> sink.put(first)).hasMessageContaining("deleted and created again");
        }
    }
}
