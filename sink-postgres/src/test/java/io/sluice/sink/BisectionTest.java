package io.sluice.sink;

import static io.sluice.sink.TestTopic.nullable;
import static io.sluice.sink.TestTopic.typed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches that PostgreSQL refuses as a whole: what is applied of them, and with how many statements. */
class BisectionTest {

    private static final Map<String, String> LARGE_BATCHES = Map.of("batch.rows", "10000");

    private final TestDatabase database = TestDatabase.create();
    private final TestTopic topic = TestTopic.ofItems();

    /** A table that counts the statements which write to it, also those that are undone: a sequence never goes back. */
    private void createCountedTable() {
        database.execute(
                "CREATE SCHEMA shop",
                "CREATE TABLE shop.item (id integer PRIMARY KEY, code varchar(5))",
                "CREATE SEQUENCE shop.writes",
                """
                CREATE FUNCTION shop.count() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN PERFORM nextval(''shop.writes''); RETURN NULL; END'""",
                """
                CREATE TRIGGER count BEFORE INSERT ON shop.item FOR EACH STATEMENT EXECUTE FUNCTION shop.count()""",
                "ALTER TABLE shop.item ENABLE ALWAYS TRIGGER count");
    }

    private long writes() {
        return Long.parseLong(
                database.rows("SELECT last_value FROM shop.writes").get(0));
    }

    private List<String> items() {
        return database.rows("SELECT id, code FROM shop.item ORDER BY id");
    }

    private List<String> offsets() {
        return database.rows("SELECT next_offset, changes FROM sluice.sink_offset");
    }

    private List<SinkRecord> inserts(int count, List<Integer> poisons) {
        return IntStream.range(0, count)
                .mapToObj(id -> topic.insert(id, poisons.contains(id) ? "much too long" : "right"))
                .toList();
    }

    private static List<Long> deadOffsets(TestSink sink) {
        return sink.context.deadLetters.stream()
                .map(letter -> letter.record().kafkaOffset())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5_000, 9_999})
    void findsOneGuiltyRecordWithFewStatements(int poison) {
        createCountedTable();
        try (TestSink sink = new TestSink(database, TestContext.Reporting.ON, LARGE_BATCHES).open(topic.name)) {
            sink.put(inserts(10_000, List.of(poison)));
            assertThat(deadOffsets(sink)).containsExactly((long) poison);
        }
        assertThat(database.rows("SELECT count(*), count(*) FILTER (WHERE id = " + poison + ") FROM shop.item"))
                .containsExactly("9999|0");
        assertThat(offsets()).containsExactly("10000|9999");
        // The whole, and two halves on each of the 14 levels.
        assertThat(writes()).isLessThanOrEqualTo(1 + 2 * 14);
    }

    @Test
    void findsSeveralGuiltyRecords() {
        createCountedTable();
        try (TestSink sink = new TestSink(database, TestContext.Reporting.ON, LARGE_BATCHES).open(topic.name)) {
            sink.put(inserts(1_000, List.of(0, 1, 500, 777, 999)));
            assertThat(deadOffsets(sink)).containsExactly(0L, 1L, 500L, 777L, 999L);
        }
        assertThat(database.rows("SELECT count(*) FROM shop.item")).containsExactly("995");
        assertThat(offsets()).containsExactly("1000|995");
        assertThat(writes()).isLessThanOrEqualTo(1 + 5 * 2 * 10);
    }

    @Test
    void reportsEachRecordWhereAllAreGuilty() {
        createCountedTable();
        List<Integer> all = IntStream.range(0, 50).boxed().toList();
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(inserts(50, all));
            assertThat(deadOffsets(sink)).hasSize(50);
        }
        assertThat(items()).isEmpty();
        assertThat(offsets()).containsExactly("50|0");
        assertThat(writes()).isLessThan(2 * 50);
    }

    @Test
    void goesOnWithWholeBatchesAfterwards() {
        createCountedTable();
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(inserts(100, List.of(3)));
            long before = writes();
            sink.put(IntStream.range(100, 200)
                    .mapToObj(id -> topic.insert(id, "right"))
                    .toList());
            assertThat(writes()).isEqualTo(before + 1);
        }
    }

    @Test
    void findsValuesThatCannotBeEncodedWithoutStatements() {
        createCountedTable();
        Schema value = TestTopic.record("shop", "item")
                .field("id", typed(SchemaBuilder.int32(), "integer"))
                .field("code", nullable(SchemaBuilder.array(Schema.OPTIONAL_STRING_SCHEMA), "varchar(5)"))
                .build();
        List<SinkRecord> records = new ArrayList<>(inserts(100, List.of()));
        TestTopic odd = new TestTopic(topic.name, topic.keySchema(), value);
        odd.seek(100);
        records.add(odd.insert(100, List.of("nul\0")));
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(records);
            assertThat(deadOffsets(sink)).containsExactly(100L);
        }
        assertThat(offsets()).containsExactly("101|100");
    }

    private static Schema moods(String labels) {
        return TestTopic.record("shop", "item")
                .field("id", typed(SchemaBuilder.int32(), "integer"))
                .field("mood", nullable(SchemaBuilder.string().parameter("pg.enum", labels), "shop.mood"))
                .build();
    }

    @Test
    void addsTheEnumLabelsOfRowsThatTheBatchDeletesAgain() {
        database.execute("CREATE SCHEMA shop", "CREATE TYPE shop.mood AS ENUM ('good')");
        TestTopic moods = new TestTopic(topic.name, topic.keySchema(), moods("[\"good\", \"bad\"]"));
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            SinkRecord inserted = moods.insert(1, "bad");
            SinkRecord deleted = moods.delete(1);
            moods.evolve(moods("[\"good\"]"));
            sink.put(inserted, deleted, moods.insert(2, "neither"), moods.insert(3, "good"));
            assertThat(deadOffsets(sink)).containsExactly(2L);
        }
        assertThat(database.rows("SELECT id, mood FROM shop.item")).containsExactly("3|good");
    }

    /** Rows of a snapshot are copied, in a batch that empties the table first. */
    @Test
    void findsTheRowThatStandsInTheWayOfACopy() {
        Schema value = TestTopic.record("shop", "item")
                .field("id", typed(SchemaBuilder.int32(), "integer"))
                .field("code", nullable(SchemaBuilder.string(), "text"))
                .build();
        database.execute("CREATE SCHEMA shop", "CREATE TABLE shop.item (id integer PRIMARY KEY, code text UNIQUE)");
        TestTopic wide = new TestTopic(topic.name, topic.keySchema(), value);
        List<SinkRecord> records = new ArrayList<>(List.of(wide.snapshot()));
        for (int id = 1; id <= 1_000; id++) {
            records.add(wide.read(id, (id == 700 ? 600 : id) + "x".repeat(500)));
        }
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(records);
            assertThat(deadOffsets(sink)).containsExactly(700L);
        }
        assertThat(database.rows("SELECT count(*) FROM shop.item")).containsExactly("999");
        assertThat(database.rows("SELECT next_offset, snapshot_rows FROM sluice.sink_offset"))
                .containsExactly("1001|999");
    }

    @Test
    void commitsNothingPastAReportThatFails() {
        SinkRecord first = topic.insert(1, "one");
        try (TestSink sink = new TestSink(database, TestContext.Reporting.FAILING, Map.of()).open(topic.name)) {
            sink.put(first);
            assertThatThrownBy(() -> sink.put(topic.insert(2, "two"), topic.insert(3, "much too long")))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("A dead letter could not be reported: the topic is gone");
        }
        assertThat(items()).containsExactly("1|one");
        assertThat(offsets()).containsExactly("1|1");
    }

    @Test
    void movesUniqueValuesAlongAChain() {
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(topic.insert(1, "a"), topic.insert(2, "b"), topic.insert(3, "c"));
            database.execute("CREATE UNIQUE INDEX ON shop.item (code)");
            sink.put(topic.update(3, "d"), topic.update(2, "c"), topic.update(1, "b"));
            assertThat(sink.context.deadLetters).isEmpty();
        }
        assertThat(items()).containsExactly("1|b", "2|c", "3|d");
    }

    @Test
    void insertsADeletedUniqueValueUnderAnotherKeyAndBack() {
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(topic.insert(1, "a"), topic.insert(2, "b"));
            database.execute("CREATE UNIQUE INDEX ON shop.item (code)");
            sink.put(
                    topic.delete(1),
                    topic.insert(3, "a"),
                    topic.update(3, "x"),
                    topic.update(2, "a"),
                    topic.insert(1, "b"),
                    topic.delete(3));
            assertThat(sink.context.deadLetters).isEmpty();
        }
        assertThat(items()).containsExactly("1|b", "2|a");
    }

    /** The rows that are there are of an earlier moment, in which others had the values. */
    @Test
    void makesRoomForRowsThatAReloadHasRead() {
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(topic.insert(1, "a"), topic.insert(2, "b"), topic.insert(3, "c"), topic.insert(9, "z"));
            database.execute("CREATE UNIQUE INDEX ON shop.item (code)");
            sink.put(topic.reload(2, "a"), topic.reload(3, "b"), topic.reload(4, "c"));
            assertThat(sink.context.deadLetters).isEmpty();
        }
        assertThat(items()).containsExactly("2|a", "3|b", "4|c", "9|z");
    }

    /** Only what was read is known to be newer; and of an expression it is not known what is in the way. */
    @Test
    void makesNoRoomForOthers() {
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(topic.insert(1, "a"));
            database.execute("CREATE UNIQUE INDEX ON shop.item (code)");
            sink.put(topic.insert(2, "a"));
            database.execute("CREATE UNIQUE INDEX ON shop.item (upper(code))");
            sink.put(topic.reload(3, "A"));
            assertThat(sink.context.deadLetters).hasSize(2);
        }
        assertThat(items()).containsExactly("1|a");
    }

    /** PostgreSQL checks such a constraint only for a role that fires triggers. */
    @Test
    void swapsValuesUnderADeferredConstraint() {
        database.execute(
                "CREATE SCHEMA shop",
                "CREATE TABLE shop.item (id integer PRIMARY KEY, code varchar(5) UNIQUE DEFERRABLE INITIALLY DEFERRED)");
        try (TestSink sink =
                new TestSink(database, TestContext.Reporting.ON, database.loginWithoutSuperuser()).open(topic.name)) {
            sink.put(topic.insert(1, "a"), topic.insert(2, "b"));
            sink.put(topic.update(1, "b"), topic.update(2, "a"));
            assertThat(sink.context.deadLetters).isEmpty();
            sink.put(topic.update(1, "tmp"), topic.update(2, "b"), topic.update(1, "a"), topic.insert(3, "a"));
            assertThat(deadOffsets(sink)).containsExactly(7L);
        }
        assertThat(items()).containsExactly("1|a", "2|b");
        assertThat(offsets()).containsExactly("8|7");
    }

    @Test
    void findsTheGuiltyRecordWhereForeignKeysAreChecked() {
        database.execute(
                "CREATE SCHEMA shop",
                "CREATE TABLE shop.item (id integer PRIMARY KEY, code varchar(5), parent integer REFERENCES shop.item)");
        Schema value = TestTopic.record("shop", "item")
                .field("id", typed(SchemaBuilder.int32(), "integer"))
                .field("code", nullable(SchemaBuilder.string(), "varchar(5)"))
                .field("parent", nullable(SchemaBuilder.int32(), "integer"))
                .build();
        TestTopic children = new TestTopic(topic.name, topic.keySchema(), value);
        try (TestSink sink =
                new TestSink(database, TestContext.Reporting.ON, database.loginWithoutSuperuser()).open(topic.name)) {
            sink.put(
                    children.insert(1, "a", null),
                    children.insert(2, "much too long", 1),
                    children.insert(3, "c", 1),
                    children.update(1, "x", 3));
            assertThat(deadOffsets(sink)).containsExactly(1L);
        }
        assertThat(database.rows("SELECT id, code, parent FROM shop.item ORDER BY id"))
                .containsExactly("1|x|3", "3|c|1");
    }

    /** The second partition has the change that frees the value, and comes last. */
    @ParameterizedTest
    @EnumSource(Place.class)
    void appliesPartsInTheSourcesOrder(Place place) {
        database.execute(
                "CREATE SCHEMA shop", "CREATE TABLE shop.item (id integer PRIMARY KEY, code varchar(5) UNIQUE)");
        TestTopic other = TestTopic.ofItems().partition(1);
        try (TestSink sink = new TestSink(database, TestContext.Reporting.ON, Map.of("unique.wait.ms", "0"))
                .open(topic.partition(), other.partition())) {
            sink.put(topic.insert(1, "a"), other.insert(2, "b"), other.insert(4, "d"));
            place.set(other, 1);
            SinkRecord freed = other.update(2, "tmp");
            place.set(topic, 2);
            SinkRecord taken = topic.update(1, "b");
            place.set(other, 3);
            SinkRecord swapped = other.update(2, "a");
            place.set(topic, 4);
            SinkRecord guilty = topic.update(3, "d");
            sink.put(taken, guilty, freed, swapped);
            assertThat(deadOffsets(sink)).containsExactly(2L);
        }
        assertThat(items()).containsExactly("1|b", "2|a", "4|d");
        assertThat(database.rows("SELECT part, next_offset, changes FROM sluice.sink_offset ORDER BY part"))
                .containsExactly("0|3|2", "1|4|4");
    }

    enum Place {
        /** The later log file has the smaller text. */
        POSITION {
            @Override
            void set(TestTopic topic, int number) {
                topic.at("binlog." + (99_999_998 + number) + ":4:0", TestTopic.COMMIT_MICROS);
            }
        },
        COMMIT_TIME {
            @Override
            void set(TestTopic topic, int number) {
                topic.at("not MySQL's", TestTopic.COMMIT_MICROS + number);
            }
        };

        abstract void set(TestTopic topic, int number);
    }

    /** What comes is what a table without the index would hold; the source has had each value once at any time. */
    @Test
    void convergesForRandomMovesOfUniqueValues() {
        UniqueMoves moves = new UniqueMoves(20, id -> topic);
        database.execute(
                "CREATE SCHEMA shop", "CREATE TABLE shop.item (id integer PRIMARY KEY, code varchar(5) UNIQUE)");
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            for (int batch = 0; batch < 40; batch++) {
                List<SinkRecord> records = new ArrayList<>();
                for (int i = moves.random.nextInt(60); i >= 0; i--) {
                    records.add(moves.next(3));
                }
                sink.put(records);
                assertThat(sink.context.deadLetters).as("seed %d", moves.seed).isEmpty();
                assertThat(items()).as("seed %d", moves.seed).containsExactlyElementsOf(moves.rows());
            }
        }
    }
}
