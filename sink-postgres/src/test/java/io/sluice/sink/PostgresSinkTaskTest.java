package io.sluice.sink;

import static io.sluice.sink.TestTopic.nullable;
import static io.sluice.sink.TestTopic.typed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class PostgresSinkTaskTest {

    private static final Schema KEY = TestTopic.record("shop", "item")
            .field("id", typed(SchemaBuilder.int64(), "bigint"))
            .build();
    private static final Schema VALUE = TestTopic.record("shop", "item")
            .field("id", typed(SchemaBuilder.int64(), "bigint"))
            .field("name", nullable(SchemaBuilder.string(), "varchar(10)"))
            .build();

    private final TestDatabase database = TestDatabase.create();
    private final TestTopic topic = new TestTopic("p.postgres.shop.item", KEY, VALUE);

    private List<String> items() {
        return database.rows("SELECT id, name FROM shop.item ORDER BY id");
    }

    private TestSink sink() {
        return new TestSink(database).open(topic.name);
    }

    @Test
    void createsTheTableAndAppliesTheLastImageOfEachRow() {
        try (TestSink sink = sink()) {
            sink.put(
                    topic.read(1L, "one"),
                    topic.read(2L, "two"),
                    topic.update(1L, "uno"),
                    topic.insert(3L, null),
                    topic.delete(2L));
            assertThat(items()).containsExactly("1|uno", "3|null");
            sink.put(topic.delete(1L), topic.insert(1L, "again"), topic.update(3L, "a\"b\\c,{}'"), topic.delete(9L));
            assertThat(items()).containsExactly("1|again", "3|a\"b\\c,{}'");
        }
        assertThat(database.rows("""
                        SELECT column_name, data_type, character_maximum_length, is_nullable
                        FROM information_schema.columns WHERE table_name = 'item' ORDER BY ordinal_position""")).containsExactly("id|bigint|null|NO", "name|character varying|10|YES");
    }

    @Test
    void movesARowToAnotherKey() {
        try (TestSink sink = sink()) {
            sink.put(topic.insert(1L, "one"));
            sink.put(topic.delete(1L), topic.insert(2L, "one"));
        }
        assertThat(items()).containsExactly("2|one");
    }

    @Test
    void countsEachChangeOnceAndResumesFromTheTarget() {
        List<SinkRecord> records = List.of(topic.read(1L, "one"), topic.insert(2L, "two"));
        try (TestSink sink = sink()) {
            assertThat(sink.context.rewinds).containsExactly(Map.entry(new TopicPartition(topic.name, 0), 0L));
            sink.put(records);
        }
        try (TestSink sink = sink()) {
            var partition = new TopicPartition(topic.name, 0);
            assertThat(sink.context.rewinds).containsExactly(Map.entry(partition, 2L));
            sink.put(topic.update(2L, "zwei"));
            assertThat(sink.task.preCommit(Map.of(partition, new OffsetAndMetadata(99))))
                    .isEqualTo(Map.of(partition, new OffsetAndMetadata(3)));
        }
        assertThat(items()).containsExactly("1|one", "2|zwei");
        assertThat(database.rows("""
                        SELECT connector, topic, part, next_offset, snapshot_rows, changes,
                               commit_time = '2024-01-02 03:04:05.000006+00', applied_at <= clock_timestamp()
                        FROM sluice.sink_offset""")).containsExactly("test|p.postgres.shop.item|0|3|1|2|t|t");
    }

    @Test
    void addsNewColumnsAlsoInTheMiddleOfABatch() {
        try (TestSink sink = sink()) {
            SinkRecord old = topic.insert(1L, "one");
            topic.evolve(TestTopic.record("shop", "item")
                    .field("id", typed(SchemaBuilder.int64(), "bigint"))
                    .field("name", nullable(SchemaBuilder.string(), "varchar(10)"))
                    .field("size", typed(SchemaBuilder.int32(), "integer"))
                    .build());
            sink.put(old, topic.insert(2L, "two", 22));
        }
        assertThat(database.rows("SELECT id, name, size FROM shop.item ORDER BY id"))
                .containsExactly("1|one|null", "2|two|22");
    }

    @Test
    void createsNothingWhenToldNotTo() {
        try (var sink = new TestSink(database, TestContext.Reporting.ON, Map.of("schema.evolution", "none"))) {
            sink.open(topic.name);
            assertThatThrownBy(() -> sink.put(topic.insert(1L, "one")))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("shop.item")
                    .hasMessageContaining("schema.evolution=basic");
        }
    }

    @Test
    void splitsWhatItIsGivenIntoBatchesOfTheConfiguredSize() {
        List<SinkRecord> records = new ArrayList<>();
        for (long id = 0; id < 25; id++) {
            records.add(topic.read(id, "row " + id));
        }
        try (var sink = new TestSink(database, TestContext.Reporting.ON, Map.of("batch.rows", "10"))) {
            sink.open(topic.name);
            sink.put(records);
        }
        assertThat(items()).hasSize(25);
        assertThat(database.rows("SELECT count(DISTINCT xmin::text) FROM shop.item"))
                .containsExactly("3");
    }

    @Test
    void truncates() {
        try (TestSink sink = sink()) {
            sink.put(topic.truncate());
            sink.put(topic.insert(1L, "one"), topic.insert(2L, "two"));
            sink.put(topic.insert(3L, "three"), topic.truncate(), topic.insert(4L, "four"));
            assertThat(items()).containsExactly("4|four");
            database.execute("CREATE TABLE shop.child (item bigint REFERENCES shop.item)");
            sink.put(topic.truncate());
            assertThat(items()).isEmpty();
        }
    }

    @Test
    void takesAnyTopicWithSchemas() {
        Schema key = SchemaBuilder.struct().field("code", Schema.STRING_SCHEMA).build();
        Schema value = SchemaBuilder.struct()
                .field("amount", Schema.OPTIONAL_FLOAT64_SCHEMA)
                .field(
                        "on_sale",
                        SchemaBuilder.bool().optional().defaultValue(true).build())
                .build();
        try (var sink =
                new TestSink(database, TestContext.Reporting.ON, Map.of("table.name.format", "app.${table}_copy"))) {
            sink.open("x.price");
            sink.put(
                    new SinkRecord(
                            "x.price",
                            0,
                            key,
                            TestTopic.struct(key, "a"),
                            value,
                            TestTopic.struct(value, 1.5, null),
                            0),
                    new SinkRecord(
                            "x.price", 0, key, TestTopic.struct(key, "b"), value, TestTopic.struct(value, 2.5), 1),
                    new SinkRecord("x.price", 0, key, TestTopic.struct(key, "b"), null, null, 2));
        }
        assertThat(database.rows("SELECT * FROM app.price_copy")).containsExactly("a|1.5|null");
    }
}
