package io.sluice.sink;

import static io.sluice.sink.TestTopic.nullable;
import static io.sluice.sink.TestTopic.typed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** Columns that are there, and records that declare more than they hold. */
class SchemaEvolutionTest {

    private static final Schema KEY = TestTopic.record("shop", "item")
            .field("id", typed(SchemaBuilder.int64(), "integer"))
            .build();
    private static final Schema OLD = value(typed(SchemaBuilder.string(), "varchar(5)"));
    private static final Schema NEW = value(nullable(SchemaBuilder.string(), "varchar(20)"));

    private final TestDatabase database = TestDatabase.create();
    private final TestTopic topic = new TestTopic("p.postgres.shop.item", KEY, OLD);

    private static Schema value(Schema name) {
        return TestTopic.record("shop", "item")
                .field("id", typed(SchemaBuilder.int64(), "integer"))
                .field("name", name)
                .build();
    }

    private static SinkRecord insert(TestTopic topic, Schema schema, Object... values) {
        topic.evolve(schema);
        return topic.insert(values);
    }

    private List<String> items() {
        return database.rows("SELECT id, name FROM shop.item ORDER BY id");
    }

    private List<String> columns() {
        return database.rows("""
                SELECT a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull FROM pg_attribute a
                WHERE a.attrelid = 'shop.item'::regclass AND a.attnum > 0 ORDER BY a.attnum""");
    }

    @Test
    void widensColumnsAndDropsNotNullInTheTransactionThatNeedsIt() {
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(insert(topic, OLD, 1L, "one"));
            assertThat(columns()).containsExactly("id|integer|t", "name|character varying(5)|t");
            sink.put(insert(topic, OLD, 2L, "two"), insert(topic, NEW, 3L, "much longer"), topic.insert(4L, null));
            assertThat(sink.context.deadLetters).isEmpty();
        }
        assertThat(columns()).containsExactly("id|integer|t", "name|character varying(20)|f");
        assertThat(items()).containsExactly("1|one", "2|two", "3|much longer", "4|null");
        assertThat(database.rows("SELECT count(DISTINCT xmin::text) FROM shop.item WHERE id > 1"))
                .containsExactly("1");
    }

    @Test
    void appliesAnOldRecordAfterANewOneAndNarrowsNothing() {
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(insert(topic, NEW, 1L, "much longer"), insert(topic, OLD, 2L, "two"));
            sink.put(insert(topic, OLD, 1L, "one"));
            assertThat(sink.context.deadLetters).isEmpty();
        }
        assertThat(columns()).containsExactly("id|integer|t", "name|character varying(20)|f");
        assertThat(items()).containsExactly("1|one", "2|two");
    }

    @Test
    void widensAKeyAndWhatRefersToIt() {
        Schema wideKey = TestTopic.record("shop", "item")
                .field("id", typed(SchemaBuilder.int64(), "bigint"))
                .build();
        TestTopic wide = new TestTopic("q", wideKey, wideKey);
        try (TestSink sink = new TestSink(database).open(topic.name, wide.name)) {
            sink.put(insert(topic, OLD, 1L, "one"));
            database.execute("CREATE TABLE shop.child (item integer REFERENCES shop.item)");
            sink.put(insert(topic, NEW, 1L, "uno"));
            sink.put(wide.insert(5_000_000_000L));
            assertThat(sink.context.deadLetters).isEmpty();
        }
        assertThat(columns()).containsExactly("id|bigint|t", "name|character varying(20)|f");
        assertThat(items()).containsExactly("1|uno", "5000000000|null");
    }

    @Test
    void altersNothingForARecordThatDeclaresNoTypes() {
        Schema plain = SchemaBuilder.struct()
                .parameters(KEY.parameters())
                .field("id", Schema.INT64_SCHEMA)
                .field("name", Schema.OPTIONAL_STRING_SCHEMA)
                .field("size", Schema.OPTIONAL_INT32_SCHEMA)
                .build();
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(insert(topic, OLD, 1L, "one"));
            sink.put(insert(topic, plain, 2L, "two", 22), topic.insert(3L, "much longer", 33), topic.insert(4L, null));
            assertThat(sink.context.deadLetters)
                    .extracting(letter -> letter.record().kafkaOffset())
                    .containsExactly(2L, 3L);
        }
        assertThat(columns()).containsExactly("id|integer|t", "name|character varying(5)|t", "size|integer|f");
        assertThat(items()).containsExactly("1|one", "2|two");
    }

    @Test
    void leavesAnotherTypeToPostgresCasts() {
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(insert(topic, OLD, 1L, "one"));
            sink.put(insert(topic, value(nullable(SchemaBuilder.int32(), "integer")), 2L, 22));
            assertThat(sink.context.deadLetters).isEmpty();
        }
        assertThat(columns()).containsExactly("id|integer|t", "name|character varying(5)|f");
        assertThat(items()).containsExactly("1|one", "2|22");
    }

    @Test
    void altersNothingWhenToldNotTo() {
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(insert(topic, OLD, 1L, "one"));
        }
        try (var sink = new TestSink(database, TestContext.Reporting.ON, Map.of("schema.evolution", "none"))) {
            sink.open(topic.name);
            sink.put(insert(topic, NEW, 2L, "two"), topic.insert(3L, "much longer"), topic.insert(4L, null));
            assertThat(sink.context.deadLetters)
                    .extracting(TestContext.DeadLetter::reason)
                    .satisfiesExactly(reason -> assertThat(reason).contains("too long"), reason -> assertThat(reason)
                            .contains("not-null"));
        }
        assertThat(columns()).containsExactly("id|integer|t", "name|character varying(5)|t");
        assertThat(items()).containsExactly("1|one", "2|two");
    }

    /** The right to alter may be missing, or a view in the way: what fits goes on arriving, and the rest is altered. */
    @Test
    void goesOnWhereAColumnMustNotBeAltered() {
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(insert(topic, OLD, 1L, "one"));
            database.execute("CREATE VIEW shop.names AS SELECT name FROM shop.item");
            sink.put(insert(topic, NEW, 2L, "two"), topic.insert(3L, "much longer"), topic.insert(4L, null));
            assertThat(sink.context.deadLetters)
                    .extracting(letter -> letter.record().kafkaOffset())
                    .containsExactly(2L);
        }
        assertThat(columns()).containsExactly("id|integer|t", "name|character varying(5)|f");
        assertThat(items()).containsExactly("1|one", "2|two", "4|null");
    }

    @Test
    void widensAColumnAndKeepsItsCollation() {
        database.execute(
                "CREATE SCHEMA shop",
                "CREATE COLLATION shop.\"Any case\""
                        + " (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
                "CREATE TABLE shop.item (id integer PRIMARY KEY, name varchar(5) COLLATE shop.\"Any case\" UNIQUE)");
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(insert(topic, NEW, 1L, "much longer"));
            assertThat(sink.context.deadLetters).isEmpty();
        }
        assertThat(columns()).containsExactly("id|integer|t", "name|character varying(20)|f");
        assertThat(database.rows("SELECT id FROM shop.item WHERE name = 'MUCH longer'"))
                .containsExactly("1");
    }

    /** The members of a set that is an array of an enum type. */
    @Test
    void addsLabelsToTheTypeOfAnArraysElements() {
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(insert(topic, value(members("[\"a\",\"b\"]")), 1L, List.of("b")));
            sink.put(insert(topic, value(members("[\"a\",\"c\",\"b\"]")), 2L, List.of("c", "b")));
            assertThat(sink.context.deadLetters).isEmpty();
        }
        assertThat(columns()).containsExactly("id|integer|t", "name|shop.item_name[]|f");
        assertThat(items()).containsExactly("1|{b}", "2|{c,b}");
        assertThat(database.rows("SELECT enumlabel FROM pg_enum ORDER BY enumsortorder"))
                .containsExactly("a", "c", "b");
    }

    private static Schema members(String labels) {
        return nullable(
                SchemaBuilder.array(Schema.STRING_SCHEMA).parameter("pg.enum", labels), "\"shop\".\"item_name\"[]");
    }

    @Test
    void leavesNoTraceOfATransactionThatFails() {
        try (var sink = new TestSink(database, TestContext.Reporting.OFF, Map.of())) {
            sink.open(topic.name);
            sink.put(insert(topic, OLD, 1L, "one"));
            SinkRecord wrong = insert(topic, NEW, 2L, "far too long for the column");
            assertThatThrownBy(() -> sink.put(wrong)).hasMessageContaining("too long");
        }
        assertThat(columns()).containsExactly("id|integer|t", "name|character varying(5)|t");
    }

    /** The bytes of a bigint can be read as a numeric's, and mean 0 there. */
    @Test
    void copiesNothingIntoATableThatIsNotAsItWas() {
        SchemaBuilder builder = TestTopic.record("shop", "item").field("id", typed(SchemaBuilder.int64(), "integer"));
        Schema row = builder.field("v", nullable(SchemaBuilder.int64(), "bigint"))
                .field("padding", nullable(SchemaBuilder.string(), "text"))
                .build();
        topic.evolve(row);
        String padding = "x".repeat(2_000);
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(topic.snapshot(), topic.read(0L, 0L, padding));
            database.execute("ALTER TABLE shop.item ALTER v TYPE numeric");
            sink.put(LongStream.rangeClosed(1, 500)
                    .mapToObj(id -> topic.read(id, id, padding))
                    .toList());
            assertThat(sink.context.deadLetters).isEmpty();
        }
        assertThat(database.rows("SELECT count(*), count(*) FILTER (WHERE id = v) FROM shop.item"))
                .containsExactly("501|501");
    }

    /** All find the narrow column; all but one wait for the one that widens it, while others write what is in use. */
    @Test
    void letsTasksWidenOneColumnAtOnce() throws Exception {
        try (TestSink sink = new TestSink(database).open("first")) {
            sink.put(insert(new TestTopic("first", KEY, OLD), OLD, 0L, "zero"));
        }
        int tasks = 4;
        int rounds = 3;
        CyclicBarrier start = new CyclicBarrier(tasks);
        ExecutorService threads = Executors.newFixedThreadPool(tasks);
        try {
            List<Future<?>> ends = IntStream.range(0, tasks)
                    .<Future<?>>mapToObj(task -> threads.submit(() -> {
                        widen(start, task, rounds);
                        return null;
                    }))
                    .toList();
            for (Future<?> end : ends) {
                end.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(columns()).containsExactly("id|integer|t", "name|character varying(8)|f");
        assertThat(database.rows("SELECT count(*) FROM shop.item")).containsExactly("" + (1 + tasks * rounds * 2));
    }

    private void widen(CyclicBarrier start, int task, int rounds) throws Exception {
        TestTopic own = new TestTopic("p.item" + task, KEY, OLD);
        try (TestSink sink = new TestSink(database).open(own.name)) {
            for (int round = 1; round <= rounds; round++) {
                start.await();
                Schema wider = value(nullable(SchemaBuilder.string(), "varchar(" + (5 + round) + ")"));
                long id = 100L * task + 10L * round;
                sink.put(insert(own, wider, id, null), insert(own, OLD, id + 1, "old"));
            }
            assertThat(sink.context.deadLetters).isEmpty();
        }
    }

    @Test
    void waitsForATransactionThatUsesTheTable() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (TestSink sink = new TestSink(database).open(topic.name);
                Connection user = database.connect();
                Statement statement = user.createStatement()) {
            sink.put(insert(topic, OLD, 1L, "one"));
            user.setAutoCommit(false);
            statement.execute("SELECT * FROM shop.item");
            SinkRecord record = insert(topic, NEW, 2L, "much longer");
            Future<?> put = thread.submit(() -> sink.put(record));
            await().untilAsserted(
                            () -> assertThat(database.rows("SELECT count(*) FROM pg_stat_activity WHERE datname = '"
                                            + database.name() + "' AND wait_event_type = 'Lock'"))
                                    .containsExactly("1"));
            user.rollback();
            put.get();
        } finally {
            thread.shutdownNow();
        }
        assertThat(items()).containsExactly("1|one", "2|much longer");
    }
}
