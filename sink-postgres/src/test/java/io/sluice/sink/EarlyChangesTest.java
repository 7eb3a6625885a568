package io.sluice.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** Unique values that move between rows of different partitions, whose changes arrive in no common order. */
class EarlyChangesTest {

    private final TestDatabase database = TestDatabase.create();
    private final TestTopic even = TestTopic.ofItems();
    private final TestTopic odd = TestTopic.ofItems().partition(1);
    private final List<SinkRecord> produced = new ArrayList<>();

    EarlyChangesTest() {
        database.execute(
                "CREATE SCHEMA shop",
                "CREATE TABLE shop.item (id integer PRIMARY KEY, code varchar(5) UNIQUE)",
                // Two tasks may well meet in one; waiting longer to notice it is of no use here.
                "ALTER DATABASE " + database.name() + " SET deadlock_timeout = '20ms'");
    }

    private TestSink sink(Map<String, String> settings) {
        return new TestSink(database, TestContext.Reporting.ON, settings);
    }

    private void produce(SinkRecord... records) {
        produced.addAll(Arrays.asList(records));
    }

    private List<String> items() {
        return database.rows("SELECT id, code FROM shop.item ORDER BY id");
    }

    private List<String> offsets() {
        return database.rows("SELECT part, next_offset, changes FROM sluice.sink_offset ORDER BY part");
    }

    private static double transactions(TestSink sink) {
        return sink.context.metric("batches-total");
    }

    @Test
    void waitsForAnotherPartitionOfTheSameTask() {
        try (TestSink sink = sink(Map.of()).open(even.partition(), odd.partition())) {
            List<TestConsumer> consumer = List.of(new TestConsumer(sink, produced));
            produce(even.insert(2, "a"), odd.insert(1, "b"));
            TestConsumer.pollUntil("rows", consumer, () -> items().size() == 2);

            produce(even.insert(4, "d"), even.update(2, "b"), even.insert(6, "f"));
            double before = transactions(sink);
            TestConsumer.pollUntil("another try", consumer, () -> transactions(sink) > before + 2);
            assertThat(items()).containsExactly("1|b", "2|a", "4|d");
            assertThat(offsets()).containsExactly("0|2|2", "1|1|1");

            produce(odd.insert(3, "c"));
            TestConsumer.pollUntil("the other partition", consumer, () -> items().size() == 4);
            assertThat(items()).containsExactly("1|b", "2|a", "3|c", "4|d");

            produce(odd.update(1, "tmp"));
            TestConsumer.pollUntil("all", consumer, () -> items().size() == 5);
            assertThat(sink.context.deadLetters).isEmpty();
            assertThat(sink.context.metric("rows-total")).isEqualTo(7);
        }
        assertThat(items()).containsExactly("1|tmp", "2|b", "3|c", "4|d", "6|f");
        assertThat(offsets()).containsExactly("0|4|4", "1|3|3");
    }

    @Test
    void swapsBetweenTwoTasks() {
        try (TestSink one = sink(Map.of()).open(even.partition());
                TestSink other = sink(Map.of()).open(odd.partition())) {
            List<TestConsumer> consumers = List.of(new TestConsumer(one, produced), new TestConsumer(other, produced));
            produce(even.insert(2, "a"), odd.insert(1, "b"));
            TestConsumer.pollUntil("rows", consumers, () -> items().size() == 2);
            produce(even.update(2, "tmp"), odd.update(1, "a"), even.update(2, "b"));
            TestConsumer.pollUntil("the swap", consumers, () -> items().equals(List.of("1|a", "2|b")));
            assertThat(one.context.deadLetters).isEmpty();
            assertThat(other.context.deadLetters).isEmpty();
        }
        assertThat(offsets()).containsExactly("0|3|3", "1|2|2");
    }

    /** The other partition has already given the value, which this row has for a moment only, to the row after it. */
    @Test
    void passesOverAValueThatTheNextRowHasAlready() {
        try (TestSink sink = sink(Map.of()).open(even.partition(), odd.partition())) {
            List<TestConsumer> consumer = List.of(new TestConsumer(sink, produced));
            produce(odd.insert(1, "x"), even.insert(2, "a"));
            TestConsumer.pollUntil("rows", consumer, () -> items().size() == 2);
            produce(even.update(2, "x"));
            double before = transactions(sink);
            TestConsumer.pollUntil("another try", consumer, () -> transactions(sink) > before + 2);
            assertThat(items()).containsExactly("1|x", "2|a");
            produce(even.update(2, "c"));
            TestConsumer.pollUntil("all", consumer, () -> items().contains("2|c"));
            assertThat(sink.context.deadLetters).isEmpty();
        }
        assertThat(offsets()).containsExactly("0|3|3", "1|1|1");
    }

    @Test
    void givesUpAChangeThatHasWaitedLongEnough() {
        try (TestSink sink = sink(Map.of("unique.wait.ms", "300")).open(even.partition(), odd.partition())) {
            List<TestConsumer> consumer = List.of(new TestConsumer(sink, produced));
            produce(odd.insert(1, "b"), even.insert(2, "b"), even.insert(4, "d"));
            TestConsumer.pollUntil("all", consumer, () -> items().size() == 2);
            assertThat(sink.context.deadLetters).singleElement().satisfies(letter -> assertThat(letter.reason())
                    .contains("offset 0", "item_code_key", "23505"));
        }
        assertThat(items()).containsExactly("1|b", "4|d");
        assertThat(offsets()).containsExactly("0|2|1", "1|1|1");
    }

    /** One task that reads both partitions as far as the source has got puts their changes in the source's order. */
    @Test
    void convergesForRandomMovesBetweenPartitionsOfATask() {
        UniqueMoves moves = new UniqueMoves(12, id -> {
            TestTopic topic = id % 2 == 0 ? even : odd;
            topic.at("binlog.000001:" + (4 + produced.size()) + ":0", TestTopic.COMMIT_MICROS + produced.size());
            return topic;
        });
        try (TestSink sink = sink(Map.of()).open(even.partition(), odd.partition())) {
            List<TestConsumer> consumers = List.of(new TestConsumer(sink, produced));
            for (int round = 0; round < 10; round++) {
                for (int i = 0; i < 30; i++) {
                    produce(moves.next(4));
                }
                consumers.get(0).poll();
            }
            long evens = produced.stream().filter(r -> r.kafkaPartition() == 0).count();
            TestConsumer.pollUntil("seed " + moves.seed, consumers, () -> offsets()
                    .equals(List.of("0|%1$d|%1$d".formatted(evens), "1|%1$d|%1$d".formatted(produced.size() - evens))));
            assertThat(sink.context.deadLetters).as("seed %d", moves.seed).isEmpty();
        }
        assertThat(items()).as("seed %d", moves.seed).containsExactlyElementsOf(moves.rows());
    }
}
