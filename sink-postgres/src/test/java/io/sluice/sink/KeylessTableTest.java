package io.sluice.sink;

import static io.sluice.sink.TestTopic.nullable;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.junit.jupiter.api.Test;

class KeylessTableTest {

    private static final Schema VALUE = TestTopic.record("shop", "log")
            .field(
                    "at",
                    nullable(
                            SchemaBuilder.int64().parameter("avro.logicalType", "local-timestamp-micros"),
                            "timestamp(0)"))
            .field("what", nullable(SchemaBuilder.string(), "text"))
            .field("detail", nullable(SchemaBuilder.string(), "json"))
            .field("cost", nullable(Decimal.builder(2), "numeric(8,2)"))
            .field("tags", nullable(SchemaBuilder.array(Schema.STRING_SCHEMA), "text[]"))
            .build();

    private final TestDatabase database = TestDatabase.create();
    private final TestTopic topic = new TestTopic("p.postgres.shop.log", null, VALUE);

    private static final Object[] FULL = {1_600_000L, "a", "{\"x\": 1}", new BigDecimal("1.50"), List.of("t")};
    private static final Object[] EMPTY = {null, null, null, null, null};

    private List<String> counts() {
        return database.rows("SELECT what, count(*) FROM shop.log GROUP BY what ORDER BY what");
    }

    @Test
    void keepsEqualRowsApart() {
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(topic.insert(FULL), topic.insert(FULL), topic.insert(EMPTY), topic.insert(EMPTY));
            assertThat(counts()).containsExactly("a|2", "null|2");
            sink.put(topic.deleteRow(FULL), topic.deleteRow(EMPTY), topic.insert(FULL), topic.insert(FULL));
            assertThat(counts()).containsExactly("a|3", "null|1");
            sink.put(topic.insert(EMPTY), topic.deleteRow(EMPTY), topic.deleteRow(EMPTY), topic.deleteRow(EMPTY));
            assertThat(counts()).containsExactly("a|3");
            sink.put(topic.insert(EMPTY), topic.truncate(), topic.insert(FULL));
            assertThat(counts()).containsExactly("a|1");
            assertThat(sink.context.deadLetters).isEmpty();
        }
    }

    @Test
    void deletesTheRowThatIsTheSameAndNotOneThatIsEqual() {
        database.execute(
                "CREATE EXTENSION citext",
                "CREATE SCHEMA shop",
                "CREATE TABLE shop.log (at timestamp(0), what citext, detail json, cost numeric(8,2), tags text[])");
        Object[] lower = {null, "a", null, null, null};
        Object[] upper = {null, "A", null, null, null};
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(topic.insert(lower), topic.insert(upper));
            sink.put(topic.deleteRow(upper));
            assertThat(database.rows("SELECT what FROM shop.log")).containsExactly("a");
            assertThat(sink.context.deadLetters).isEmpty();
        }
    }

    @Test
    void deletesFromTheRightPartition() {
        database.execute(
                "CREATE SCHEMA shop",
                "CREATE TABLE shop.log (at timestamp(0), what text, detail json, cost numeric(8,2), tags text[])"
                        + " PARTITION BY LIST (what)",
                "CREATE TABLE shop.log_a PARTITION OF shop.log FOR VALUES IN ('a')",
                "CREATE TABLE shop.log_b PARTITION OF shop.log FOR VALUES IN ('b')");
        Object[] other = {null, "b", null, null, null};
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(topic.insert(FULL), topic.insert(other));
            sink.put(topic.deleteRow(other));
        }
        assertThat(counts()).containsExactly("a|1");
    }
}
