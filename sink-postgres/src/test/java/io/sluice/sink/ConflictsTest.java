package io.sluice.sink;

import static io.sluice.sink.TestTopic.typed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** Records that PostgreSQL refuses, and batches that it refuses although each record is right. */
class ConflictsTest {

    private final TestDatabase database = TestDatabase.create();
    private final TestTopic topic = TestTopic.ofItems();

    private List<String> items() {
        return database.rows("SELECT id, code FROM shop.item ORDER BY id");
    }

    private List<String> offsets() {
        return database.rows("SELECT next_offset, snapshot_rows, changes FROM sluice.sink_offset");
    }

    @Test
    void reportsTheGuiltyRecordsAndAppliesTheOthers() {
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(
                    topic.insert(1, "one"),
                    topic.insert(2, "much too long"),
                    topic.insert(3, "nul\0"),
                    topic.insert(4, "four"));
            assertThat(sink.context.deadLetters)
                    .extracting(letter -> letter.record().kafkaOffset())
                    .containsExactly(1L, 2L);
            assertThat(sink.context.deadLetters.get(0).reason())
                    .contains("shop.item", "offset 1", "too long", "22001")
                    .doesNotContain("\n");
        }
        assertThat(items()).containsExactly("1|one", "4|four");
        assertThat(offsets()).containsExactly("4|0|2");
    }

    @Test
    void reportsRecordsThatCannotBeRead() {
        Schema nested = SchemaBuilder.struct()
                .field("inner", SchemaBuilder.struct().build())
                .build();
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(
                    topic.insert(1, "one"),
                    topic.record(
                            TestTopic.struct(topic.keySchema(), 2),
                            nested,
                            TestTopic.struct(
                                    nested,
                                    new org.apache.kafka.connect.data.Struct(
                                            nested.field("inner").schema())),
                            "insert"),
                    topic.upsert("nonsense", 3, "three"));
            assertThat(sink.context.deadLetters)
                    .extracting(TestContext.DeadLetter::reason)
                    .satisfiesExactly(
                            reason -> assertThat(reason).contains("column 'inner'", "STRUCT"),
                            reason -> assertThat(reason).contains("sluice.op", "nonsense"));
        }
        assertThat(items()).containsExactly("1|one");
        assertThat(offsets()).containsExactly("3|0|1");
    }

    @Test
    void reportsRecordsWithoutColumns() {
        var text = new SinkRecord(topic.name, 0, null, null, Schema.STRING_SCHEMA, "x", 0);
        var map = new SinkRecord(topic.name, 0, null, null, null, Map.of("id", 1), 1);
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(text, map);
            assertThat(sink.context.deadLetters)
                    .extracting(TestContext.DeadLetter::reason)
                    .hasSize(2)
                    .allSatisfy(reason -> assertThat(reason).contains("value is no struct"));
        }
        assertThat(offsets()).containsExactly("2|0|0");
    }

    @Test
    void stopsAtTheGuiltyRecordWhereNobodyTakesReports() {
        SinkRecord right = topic.insert(1, "one");
        SinkRecord wrong = topic.insert(2, "much too long");
        try (var sink = new TestSink(database, TestContext.Reporting.OFF, Map.of())) {
            sink.open(topic.name);
            assertThatThrownBy(() -> sink.put(right, wrong))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContainingAll(topic.name, "partition 0", "offset 1", "too long");
        }
        assertThat(offsets()).containsExactly("0|0|0");
    }

    @Test
    void swapsUniqueValuesBetweenRows() {
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(topic.insert(1, "a"), topic.insert(2, "b"));
            database.execute("CREATE UNIQUE INDEX ON shop.item (code)");
            sink.put(topic.update(1, "tmp"), topic.update(2, "a"), topic.update(1, "b"));
            assertThat(sink.context.deadLetters).isEmpty();
        }
        assertThat(items()).containsExactly("1|b", "2|a");
        assertThat(offsets()).containsExactly("5|0|5");
    }

    @Test
    void aRowThatIsDeletedAndInsertedAgainKeepsNothingOfTheOldOne() {
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(topic.insert(1, "one"));
            topic.evolve(topic.keySchema());
            // A record of before the column was there, or of a source that leaves columns out.
            sink.put(topic.delete(1), topic.insert(1));
        }
        assertThat(items()).containsExactly("1|null");
    }

    @Test
    void givesAFreedUniqueValueToAnotherRow() {
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(topic.insert(2, "a"));
            database.execute("CREATE UNIQUE INDEX ON shop.item (code)");
            sink.put(topic.delete(2), topic.insert(1, "a"));
        }
        assertThat(items()).containsExactly("1|a");
    }

    @Test
    void keepsForeignKeysWhereTheyAreChecked() {
        database.execute(
                "CREATE SCHEMA shop",
                "CREATE TABLE shop.item (id integer PRIMARY KEY, code varchar(5))",
                "CREATE TABLE shop.a_child (id integer PRIMARY KEY REFERENCES shop.item)");
        Schema childKey = TestTopic.record("shop", "a_child")
                .field("id", typed(SchemaBuilder.int32(), "integer"))
                .build();
        TestTopic child = new TestTopic("p.postgres.shop.a_child", childKey, childKey);
        try (var sink = new TestSink(database, TestContext.Reporting.ON, database.loginWithoutSuperuser())) {
            sink.open(topic.name, child.name);
            sink.put(child.insert(1), topic.insert(1, "one"));
            assertThat(database.rows("SELECT id FROM shop.a_child")).containsExactly("1");
            sink.put(topic.delete(1), child.delete(1));
            assertThat(items()).isEmpty();
            assertThatThrownBy(() -> sink.put(child.insert(9)))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("session_replication_role");
        }
    }

    @Test
    void writesWhereForeignKeysAreOffInAnyOrder() {
        database.execute(
                "CREATE SCHEMA shop",
                "CREATE TABLE shop.item (id integer PRIMARY KEY, code varchar(5))",
                "ALTER TABLE shop.item ADD FOREIGN KEY (id) REFERENCES shop.item DEFERRABLE",
                "CREATE TABLE shop.parent (id integer PRIMARY KEY)",
                "ALTER TABLE shop.item ADD FOREIGN KEY (id) REFERENCES shop.parent");
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(topic.insert(1, "one"));
        }
        assertThat(items()).containsExactly("1|one");
    }
}
