package io.sluice.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.wire.UnreadablePart;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** More dead letters in a minute than the limit of 3 stop their partition, and nothing else, until they are accepted. */
class FloodTest {

    private static final int LIMIT = 3;
    private static final long NOON = 1_700_000_000_000L;
    private static final long MINUTE = 60_000;
    private static final Map<String, String> SETTINGS = Map.of("dead.letters.per.minute.max", Integer.toString(LIMIT));

    private final TestDatabase database = TestDatabase.create();
    private final TestTopic items = TestTopic.ofItems().time(NOON);
    private final TestTopic others = TestTopic.likeItems("other").time(NOON);
    private final List<SinkRecord> produced = new ArrayList<>();
    private final Map<TestSink, TestConsumer> consumers = new HashMap<>();

    /** What makes a record of the topic a dead letter. */
    private enum Guilt {
        REFUSED {
            @Override
            SinkRecord record(TestTopic topic, int id) {
                return topic.insert(id, "much too long");
            }
        },
        UNREADABLE {
            @Override
            SinkRecord record(TestTopic topic, int id) {
                SinkRecord plain = topic.insert(id, "right");
                Schema marker =
                        SchemaBuilder.string().name(UnreadablePart.SCHEMA).build();
                return plain.newRecord(
                        plain.topic(),
                        plain.kafkaPartition(),
                        plain.keySchema(),
                        plain.key(),
                        marker,
                        "no such schema much too long",
                        plain.timestamp(),
                        plain.headers());
            }
        };

        abstract SinkRecord record(TestTopic topic, int id);
    }

    private TestSink sink() {
        return new TestSink(database, TestContext.Reporting.ON, SETTINGS);
    }

    private TestSink opened() {
        TestSink sink = sink();
        sink.assign(List.of(items.partition(), others.partition()));
        return sink;
    }

    private void poll(TestSink sink, String what, Callable<Boolean> condition) {
        TestConsumer consumer = consumers.computeIfAbsent(sink, same -> new TestConsumer(same, produced));
        TestConsumer.pollUntil(what, List.of(consumer), condition);
    }

    private List<String> rows(String table) {
        return database.rows("SELECT id FROM shop." + table + " ORDER BY id");
    }

    private String item(String column) {
        return database
                .rows("SELECT " + column + " FROM sluice.sink_offset WHERE part = 0 AND topic = '" + items.name + "'")
                .stream()
                .findFirst()
                .orElse("none");
    }

    private boolean isStopped() {
        return item("stopped_since IS NOT NULL").equals("t");
    }

    private void accept(long untilMillis) {
        database.execute("UPDATE sluice.sink_offset SET stopped_since = NULL, stop_reason = NULL, accepted_until ="
                + " to_timestamp(" + untilMillis + " / 1000.0) WHERE stopped_since IS NOT NULL");
    }

    private static List<Long> letters(TestSink sink) {
        return sink.context.deadLetters.stream()
                .filter(letter -> letter.record().topic().endsWith(".item"))
                .map(letter -> letter.record().kafkaOffset())
                .toList();
    }

    /** A good row, so many letters, and another good row. */
    private void produceFlood(Guilt guilt, int letters) {
        produced.add(items.insert(1, "right"));
        for (int i = 0; i < letters; i++) {
            produced.add(guilt.record(items, 10 + i));
        }
        produced.add(items.insert(2, "right"));
        produced.add(others.insert(7, "right"));
    }

    @ParameterizedTest
    @EnumSource(Guilt.class)
    void asManyAsTheLimitStopNothing(Guilt guilt) {
        produceFlood(guilt, LIMIT);
        try (TestSink sink = opened()) {
            poll(sink, "all", () -> item("next_offset").equals("5"));
            assertThat(letters(sink)).containsExactly(1L, 2L, 3L);
            assertThat(rows("item")).containsExactly("1", "2");
            assertThat(isStopped()).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(Guilt.class)
    void oneMoreStopsThePartitionBeforeItAndNoOther(Guilt guilt) {
        produceFlood(guilt, LIMIT + 1);
        try (TestSink sink = opened()) {
            poll(sink, "the stop", this::isStopped);
            assertThat(letters(sink)).containsExactly(1L, 2L, 3L);
            assertThat(item("next_offset || ' ' || stop_reason"))
                    .startsWith("4 more than 3 dead letters in a minute, the last because: ")
                    .contains("too long");
            produced.add(items.insert(3, "right"));
            produced.add(others.insert(8, "right"));
            poll(sink, "the other table", () -> rows("other").equals(List.of("7", "8")));
            assertThat(rows("item")).containsExactly("1");
            assertThat(sink.context.paused).containsExactly(items.partition());
            assertThat(item("next_offset")).isEqualTo("4");
            assertThat(letters(sink)).hasSize(LIMIT);
            assertThat(sink.context.metric("dead-letters-total")).isEqualTo(LIMIT);
        }
    }

    @Test
    void lettersOfTheLastMinuteOnlyAreCounted() {
        for (int i = 0; i < 20; i++) {
            produced.add(Guilt.REFUSED.record(items.time(NOON + i * MINUTE / 2), i));
        }
        try (TestSink sink = opened()) {
            poll(sink, "all", () -> item("next_offset").equals("20"));
            assertThat(letters(sink)).hasSize(20);
        }
    }

    @Test
    void aTaskThatTakesAStoppedPartitionOverDoesNotReadIt() {
        produceFlood(Guilt.REFUSED, LIMIT + 1);
        try (TestSink sink = opened()) {
            poll(sink, "the stop", this::isStopped);
        }
        produced.add(others.insert(8, "right"));
        try (TestSink sink = opened()) {
            poll(sink, "the other table", () -> rows("other").equals(List.of("7", "8")));
            assertThat(sink.context.paused).containsExactly(items.partition());
            assertThat(sink.context.rewinds).doesNotContainKey(items.partition());
            assertThat(letters(sink)).isEmpty();
        }
        assertThat(item("next_offset")).isEqualTo("4");
        assertThat(rows("item")).containsExactly("1");
    }

    @ParameterizedTest
    @EnumSource(Guilt.class)
    void goesOnAtTheRecordWhereItStoppedOnceItIsAccepted(Guilt guilt) {
        produceFlood(guilt, 20);
        try (TestSink sink = opened()) {
            poll(sink, "the stop", this::isStopped);
            accept(NOON);
            poll(sink, "all", () -> item("next_offset").equals("22"));
            assertThat(sink.context.paused).isEmpty();
            assertThat(letters(sink))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 20).boxed().toList());
            assertThat(rows("item")).containsExactly("1", "2");
        }
    }

    /** Each letter makes the acceptance longer, for whichever task comes next; a quiet minute ends it. */
    @Test
    void anAcceptanceLastsAsLongAsTheFlood() {
        produceFlood(Guilt.REFUSED, LIMIT + 1);
        try (TestSink sink = opened()) {
            poll(sink, "the stop", this::isStopped);
            accept(NOON + MINUTE);
            items.time(NOON + MINUTE);
            produced.add(Guilt.REFUSED.record(items, 30));
            poll(sink, "all", () -> item("next_offset").equals("7"));
        }
        assertThat(item("accepted_until = to_timestamp(" + (NOON + 2 * MINUTE) + " / 1000.0)"))
                .isEqualTo("t");
        items.time(NOON + 2 * MINUTE);
        for (int i = 0; i < 10; i++) {
            produced.add(Guilt.REFUSED.record(items, 40 + i));
        }
        try (TestSink sink = opened()) {
            poll(sink, "all of the flood", () -> item("next_offset").equals("17"));
            items.time(NOON + 3 * MINUTE + 1);
            for (int i = 0; i < 10; i++) {
                produced.add(Guilt.REFUSED.record(items, 60 + i));
            }
            poll(sink, "another stop", this::isStopped);
            assertThat(item("next_offset")).isEqualTo("20");
        }
    }

    /** A partition of one topic is stopped in the middle of a batch; those of others lie around it. */
    @Test
    void appliesWhatOtherPartitionsHaveInTheSameBatch() {
        TestTopic second = TestTopic.ofItems().partition(1).time(NOON);
        List<SinkRecord> batch = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            batch.add(Guilt.REFUSED.record(items, 2 * i));
            batch.add(second.insert(2 * i + 1, "right"));
        }
        try (TestSink sink = sink().open(items.partition(), second.partition())) {
            sink.deliver(batch);
            sink.poll("the stop", this::isStopped);
            assertThat(rows("item")).hasSize(10);
            assertThat(database.rows("SELECT part, next_offset, changes FROM sluice.sink_offset ORDER BY part"))
                    .containsExactly("0|3|0", "1|10|10");
        }
    }

    @Test
    void withoutALimitAllBecomeDeadLetters() {
        produceFlood(Guilt.REFUSED, 200);
        try (TestSink sink = new TestSink(database)) {
            sink.assign(List.of(items.partition(), others.partition()));
            poll(sink, "all", () -> item("next_offset").equals("202"));
            assertThat(letters(sink)).hasSize(200);
        }
    }

    @Test
    void recordsOfSequencesAreNotCounted() {
        TopicPartition sequences = new TopicPartition("p.sequences", 0);
        Schema marker = SchemaBuilder.string().name(UnreadablePart.SCHEMA).build();
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString("sluice.op", "sequence");
        List<SinkRecord> records = LongStream.range(0, 10)
                .mapToObj(offset -> new SinkRecord(
                        "p.sequences",
                        0,
                        marker,
                        "no key",
                        marker,
                        "no value",
                        offset,
                        NOON,
                        TimestampType.CREATE_TIME,
                        headers))
                .toList();
        try (TestSink sink = sink().open(sequences)) {
            sink.put(records);
            assertThat(sink.context.deadLetters).hasSize(10);
        }
    }

    @Test
    void offsetsThatAreAlteredForgetTheStop() {
        produceFlood(Guilt.REFUSED, LIMIT + 1);
        try (TestSink sink = opened()) {
            poll(sink, "the stop", this::isStopped);
        }
        Map<String, String> settings = new HashMap<>(TestSink.settings(database));
        settings.put("topics", items.name);
        new PostgresSinkConnector().alterOffsets(settings, Map.of(items.partition(), 5L));
        assertThat(isStopped()).isFalse();
        try (TestSink sink = opened()) {
            poll(sink, "the rest", () -> rows("item").equals(List.of("1", "2")));
        }
    }
}
