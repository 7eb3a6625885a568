package io.sluice.sink;

import static io.sluice.sink.TestTopic.typed;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.junit.jupiter.api.Test;

/** The beginning of a snapshot empties its table, is no change itself, and has the rows counted from zero. */
class SnapshotTest {

    private final TestDatabase database = TestDatabase.create();
    private final TestTopic topic = TestTopic.ofItems();

    private List<String> items() {
        return database.rows("SELECT id, code FROM shop.item ORDER BY id");
    }

    private List<String> counts() {
        return database.rows("SELECT next_offset, snapshot_rows, changes FROM sluice.sink_offset");
    }

    @Test
    void isNoChangeAndHasNoCommitTime() {
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(topic.snapshot());
            assertThat(sink.context.deadLetters).isEmpty();
        }
        assertThat(database.rows("SELECT next_offset, snapshot_rows, changes, commit_time FROM sluice.sink_offset"))
                .containsExactly("1|0|0|null");
    }

    @Test
    void leavesTheCommitTimeOfEarlierChangesAlone() {
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(topic.insert(1, "one"));
            database.execute("UPDATE sluice.sink_offset SET commit_time = '2020-01-01 00:00:00+00'");
            sink.put(topic.snapshot());
        }
        assertThat(database.rows("SELECT changes, commit_time = '2020-01-01 00:00:00+00' FROM sluice.sink_offset"))
                .containsExactly("1|t");
    }

    @Test
    void countsOnlyTheRowsAfterItWithinABatch() {
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(
                    topic.snapshot(),
                    topic.read(1, "one"),
                    topic.read(2, "two"),
                    topic.insert(3, "three"),
                    topic.snapshot(),
                    topic.read(1, "uno"));
        }
        assertThat(items()).containsExactly("1|uno");
        assertThat(counts()).containsExactly("6|1|1");
    }

    @Test
    void forgetsTheRowsOfBatchesBefore() {
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(topic.snapshot(), topic.read(1, "one"), topic.read(2, "two"));
            assertThat(counts()).containsExactly("3|2|0");
            sink.put(topic.read(3, "three"), topic.snapshot(), topic.read(1, "uno"));
            assertThat(counts()).containsExactly("6|1|0");
            sink.put(topic.read(2, "zwei"));
        }
        assertThat(items()).containsExactly("1|uno", "2|zwei");
        assertThat(counts()).containsExactly("7|2|0");
    }

    @Test
    void countsTheSameWhenABatchIsAppliedInParts() {
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(topic.snapshot(), topic.read(1, "one"), topic.read(2, "two"));
            sink.put(
                    topic.read(3, "three"),
                    topic.snapshot(),
                    topic.read(1, "uno"),
                    topic.read(2, "much too long"),
                    topic.read(4, "vier"));
            assertThat(sink.context.deadLetters).hasSize(1);
        }
        assertThat(items()).containsExactly("1|uno", "4|vier");
        assertThat(counts()).containsExactly("8|2|0");
    }

    @Test
    void leavesTheRowsOfOtherTopicsCounted() {
        Schema otherKey = TestTopic.record("shop", "other")
                .field("id", typed(SchemaBuilder.int32(), "integer"))
                .build();
        TestTopic other = new TestTopic("p.postgres.shop.other", otherKey, otherKey);
        try (TestSink sink = new TestSink(database).open(topic.name, other.name)) {
            sink.put(topic.read(1, "one"), other.read(1));
            sink.put(topic.snapshot(), other.read(2));
        }
        assertThat(database.rows("SELECT topic, snapshot_rows FROM sluice.sink_offset ORDER BY topic"))
                .containsExactly("p.postgres.shop.item|0", "p.postgres.shop.other|2");
    }

    @Test
    void aTruncateOnTheSourceIsAChangeAndLeavesTheRowsCounted() {
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(topic.snapshot(), topic.read(1, "one"));
            sink.put(topic.truncate());
        }
        assertThat(items()).isEmpty();
        assertThat(counts()).containsExactly("3|1|1");
    }
}
