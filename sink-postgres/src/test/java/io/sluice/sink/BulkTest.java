package io.sluice.sink;

import static io.sluice.sink.TestTopic.nullable;
import static io.sluice.sink.TestTopic.typed;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** Batches with so many bytes that they go by COPY, straight into a table or through a stage. */
class BulkTest {

    private static final int ROWS = 200;
    private static final String NOTE = "n".repeat(3_000);

    private static final Schema KEY = TestTopic.record("shop", "note")
            .field("id", typed(SchemaBuilder.int32(), "integer"))
            .build();
    private static final Schema VALUE = TestTopic.record("shop", "note")
            .field("id", typed(SchemaBuilder.int32(), "integer"))
            .field("text", nullable(SchemaBuilder.string(), "varchar(3005)"))
            .build();

    private final TestDatabase database = TestDatabase.create();
    private final TestTopic topic = new TestTopic("p.postgres.shop.note", KEY, VALUE);

    private List<SinkRecord> rows(String operation, int first, String text) {
        return IntStream.range(first, first + ROWS)
                .mapToObj(id -> topic.upsert(operation, id, text))
                .toList();
    }

    private List<String> summary() {
        return database.rows("SELECT count(*), min(right(text, 1)), max(right(text, 1)) FROM shop.note");
    }

    private List<String> offsets() {
        return database.rows("SELECT next_offset, snapshot_rows, changes FROM sluice.sink_offset");
    }

    @Test
    void aSnapshotIsCopiedIntoItsTable() {
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            List<SinkRecord> records = new ArrayList<>(List.of(topic.snapshot()));
            records.addAll(rows("read", 0, NOTE));
            sink.put(records);
            sink.put(rows("read", ROWS, NOTE));
        }
        assertThat(summary()).containsExactly("400|n|n");
        assertThat(offsets()).containsExactly("401|400|0");
    }

    @Test
    void aSnapshotOfATableThatHasSomeOfTheRowsIsUpserted() {
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(rows("insert", ROWS / 2, "old"));
            sink.put(rows("read", 0, NOTE));
            sink.put(rows("read", ROWS, NOTE));
            assertThat(sink.context.deadLetters).isEmpty();
        }
        assertThat(summary()).containsExactly("400|n|n");
        assertThat(offsets()).containsExactly("600|400|200");
    }

    @Test
    void existingRowsAreReplacedThroughAStage() {
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(rows("insert", 0, NOTE));
            sink.put(rows("update", ROWS / 2, NOTE + "u"));
        }
        assertThat(summary()).containsExactly("300|n|u");
    }

    @Test
    void severalTablesOfOneTransactionShareAStage() {
        Schema otherKey = TestTopic.record("shop", "other")
                .field("id", typed(SchemaBuilder.int32(), "integer"))
                .build();
        Schema other = TestTopic.record("shop", "other")
                .field("id", typed(SchemaBuilder.int32(), "integer"))
                .field("text", nullable(SchemaBuilder.string(), "varchar(3005)"))
                .build();
        TestTopic others = new TestTopic("p.postgres.shop.other", otherKey, other);
        try (TestSink sink = new TestSink(database).open(topic.name, others.name)) {
            List<SinkRecord> records = new ArrayList<>(rows("insert", 0, NOTE));
            IntStream.range(0, ROWS).forEach(id -> records.add(others.insert(id, NOTE + "o")));
            sink.put(records);
        }
        assertThat(summary()).containsExactly("200|n|n");
        assertThat(database.rows("SELECT count(*), min(right(text, 1)), max(right(text, 1)) FROM shop.other"))
                .containsExactly("200|o|o");
    }

    @Test
    void aGuiltyRecordAmongCopiedOnesIsReported() {
        List<SinkRecord> records = new ArrayList<>(rows("read", 0, NOTE));
        records.add(topic.read(ROWS, NOTE + "too long"));
        records.add(topic.read(ROWS + 1, "nul\0"));
        records.addAll(rows("read", ROWS + 2, NOTE));
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(records);
            assertThat(sink.context.deadLetters)
                    .extracting(letter -> letter.record().kafkaOffset())
                    .containsExactly((long) ROWS, ROWS + 1L);
        }
        assertThat(summary()).containsExactly("400|n|n");
        assertThat(offsets()).containsExactly("402|400|0");
    }

    @Test
    void keylessRowsAreCopiedAndStayDuplicates() {
        TestTopic keyless = new TestTopic("p.postgres.shop.note", null, VALUE);
        List<SinkRecord> records = new ArrayList<>();
        IntStream.range(0, ROWS).forEach(id -> records.add(keyless.insert(id % 2, NOTE)));
        try (TestSink sink = new TestSink(database).open(keyless.name)) {
            sink.put(records);
        }
        assertThat(database.rows("SELECT id, count(*) FROM shop.note GROUP BY id ORDER BY id"))
                .containsExactly("0|100", "1|100");
    }

    @Test
    void identitiesAndGeneratedColumnsTakeBulk() {
        database.execute(
                "CREATE SCHEMA shop",
                "CREATE TABLE shop.note (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, text varchar(3005),"
                        + " length integer GENERATED ALWAYS AS (length(text)) STORED)");
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(rows("read", 0, NOTE));
            sink.put(rows("insert", ROWS / 2, NOTE + "u"));
            assertThat(sink.context.deadLetters).isEmpty();
        }
        assertThat(database.rows("SELECT length, count(*) FROM shop.note GROUP BY length ORDER BY length"))
                .containsExactly("3000|100", "3001|200");
    }

    @Test
    void viewsTakeBulk() {
        database.execute(
                "CREATE SCHEMA shop",
                "CREATE TABLE shop.base (id integer PRIMARY KEY, text varchar(3005))",
                "CREATE VIEW shop.note AS SELECT id, text FROM shop.base");
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(rows("read", 0, NOTE));
            assertThat(sink.context.deadLetters).isEmpty();
        }
        assertThat(summary()).containsExactly("200|n|n");
    }
}
