package io.sluice.sink;

import static io.sluice.sink.TestTopic.nullable;
import static io.sluice.sink.TestTopic.typed;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.wire.SchemaChangeEncoder;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** Schema changes among rows. */
class SchemaChangesTest {

    private static final Schema TEXTS =
            SchemaBuilder.array(Schema.STRING_SCHEMA).build();

    private static final Schema CHANGE = TestTopic.record("shop", "item")
            .field(SchemaChangeEncoder.STATEMENT, Schema.STRING_SCHEMA)
            .field(SchemaChangeEncoder.AHEAD, TEXTS)
            .field(SchemaChangeEncoder.STATEMENTS, TEXTS)
            .field(SchemaChangeEncoder.ANEW, TEXTS)
            .field(SchemaChangeEncoder.OUTCOME, Schema.STRING_SCHEMA)
            .field(SchemaChangeEncoder.REASON, Schema.STRING_SCHEMA)
            .field(SchemaChangeEncoder.EXTENT, Schema.STRING_SCHEMA)
            .field(SchemaChangeEncoder.HELD, Schema.STRING_SCHEMA)
            .build();

    private static final Schema RENAMED = TestTopic.record("shop", "item")
            .field("id", typed(SchemaBuilder.int32(), "integer"))
            .field("label", nullable(SchemaBuilder.string(), "varchar(5)"))
            .build();

    private final TestDatabase database = TestDatabase.create();
    private final TestTopic items = TestTopic.ofItems();
    private final TestTopic others = TestTopic.likeItems("other");
    private final Map<TestSink, TestConsumer> consumers = new HashMap<>();

    private SinkRecord change(String outcome, String reason, String... statements) {
        return ofExtent("DEFINITION", "", outcome, reason, statements);
    }

    private SinkRecord held(String by, String outcome, String reason, String... statements) {
        return ofExtent("DEFINITION", by, outcome, reason, statements);
    }

    private SinkRecord change(List<String> anew, String outcome, String reason, String... statements) {
        return ofExtent("DEFINITION", "", anew, outcome, reason, statements);
    }

    private SinkRecord ofExtent(String extent, String by, String outcome, String reason, String... statements) {
        return ofExtent(extent, by, List.of(), outcome, reason, statements);
    }

    private SinkRecord ofExtent(
            String extent, String by, List<String> anew, String outcome, String reason, String... statements) {
        Struct value = TestTopic.struct(
                CHANGE, "ALTER TABLE item …", List.of(), List.of(statements), anew, outcome, reason, extent, by);
        return items.record(null, CHANGE, value, "schema");
    }

    /** The empty text before the first. */
    private String changes() {
        if (database.rows("SELECT to_regclass('sluice.schema_change')").contains("null")) {
            return "";
        }
        return String.join(
                "; ",
                database.rows("SELECT state, reason FROM sluice.schema_change WHERE connector = 'test' ORDER BY id"));
    }

    @Test
    void eachRowIsWrittenToTheTableAsItWasThen() {
        try (TestSink sink = new TestSink(database).open(items.name)) {
            SinkRecord before = items.insert(1, "a");
            SinkRecord change = change(
                    "FOLLOWED",
                    "",
                    "ALTER TABLE shop.item RENAME COLUMN code TO label",
                    "COMMENT ON COLUMN shop.item.label IS '{d ?}'");
            items.evolve(RENAMED);
            sink.put(before, change, items.insert(2, "b"), items.update(1, "c"));
            assertThat(database.rows("SELECT id, label FROM shop.item ORDER BY id"))
                    .containsExactly("1|c", "2|b");
            assertThat(changes()).isEqualTo("APPLIED|");
            items.at("binlog.000001:5:0", TestTopic.COMMIT_MICROS);
            sink.put(change("RELOAD", "another key", "ALTER TABLE shop.item ADD COLUMN x integer"));
            assertThat(changes()).isEqualTo("APPLIED|; RELOAD_WANTED|another key");
        }
        try (TestSink again = new TestSink(database).open(items.name)) {
            again.put(items.insert(3, "d"));
            assertThat(database.rows("SELECT count(*) FROM sluice.schema_change"))
                    .containsExactly("2");
        }
    }

    @Test
    void aTableThatIsNotWhatTheChangeExpectsIsMadeAnew() {
        List<String> anew = List.of(
                "DROP TABLE shop.item", "CREATE TABLE shop.item (id integer PRIMARY KEY, label varchar(5), y integer)");
        try (TestSink sink = new TestSink(database).open(items.name)) {
            sink.put(items.insert(1, "a"));
            SinkRecord change = change(anew, "FOLLOWED", "", "ALTER TABLE shop.item RENAME COLUMN y TO label");
            items.evolve(RENAMED);
            sink.put(change, items.insert(2, "b"));
            assertThat(database.rows("SELECT * FROM shop.item")).containsExactly("2|b|null");
            assertThat(changes())
                    .startsWith("RELOAD_WANTED|the table in PostgreSQL was not what it was in MySQL, and is made anew");
        }
    }

    @Test
    void oneThatAViewNeedsIsNotMadeAnew() {
        List<String> anew = List.of("DROP TABLE shop.item CASCADE");
        List<SinkRecord> produced = List.of(change(anew, "FOLLOWED", "", "ALTER TABLE shop.item DROP COLUMN code"));
        database.execute(
                "CREATE SCHEMA shop",
                "CREATE TABLE shop.item (id integer PRIMARY KEY, code varchar(5))",
                "CREATE VIEW shop.codes AS SELECT code FROM shop.item");
        try (TestSink sink = new TestSink(database)) {
            sink.assign(List.of(items.partition()));
            poll(sink, produced, "the stop", () -> changes().contains("view shop.codes depends on column code"));
            assertThat(changes()).startsWith("STOPPED|");
        }
    }

    @Test
    void oneThatPostgreSqlRefusesStopsItsTableAlone() {
        List<SinkRecord> produced = List.of(
                items.insert(1, "a"),
                change(
                        "FOLLOWED",
                        "",
                        "ALTER TABLE shop.item ADD COLUMN x integer",
                        "ALTER TABLE shop.item DROP COLUMN y"),
                items.insert(2, "b"),
                others.insert(1, "o"));
        database.execute("CREATE SCHEMA shop", "CREATE TABLE shop.other (id integer PRIMARY KEY, code varchar(5))");
        try (TestSink sink = new TestSink(database)) {
            sink.assign(List.of(items.partition(), others.partition()));
            poll(sink, produced, "the stop", () -> changes().contains("column \"y\""));
            poll(sink, produced, "other rows", () -> database.rows("SELECT id FROM shop.other")
                    .equals(List.of("1")));
            assertThat(database.rows("SELECT * FROM shop.item")).containsExactly("1|a");
            assertThat(changes()).startsWith("STOPPED|PostgreSQL does not take it: ");

            database.execute("ALTER TABLE shop.item ADD COLUMN y integer", decision("APPLY"));
            poll(sink, produced, "the row behind it", () -> database.rows("SELECT * FROM shop.item ORDER BY id")
                    .equals(List.of("1|a|null", "2|b|null")));
            assertThat(changes()).isEqualTo("APPLIED|");
        }
    }

    private static String decision(String decision) {
        return "UPDATE sluice.schema_change SET decision = '" + decision
                + "', decided_at = now() WHERE state = 'STOPPED'";
    }

    @Test
    void oneThatAPolicyHoldsIsTriedAfterAPersonHasDecidedSo() {
        List<SinkRecord> produced = List.of(
                items.insert(1, "a"),
                held("the policy holds it", "FOLLOWED", "", "ALTER TABLE shop.item ADD COLUMN x integer"),
                items.insert(2, "b"));
        try (TestSink sink = new TestSink(database)) {
            sink.assign(List.of(items.partition()));
            poll(sink, produced, "the stop", () -> changes().equals("STOPPED|the policy holds it"));
        }
        try (TestSink again = new TestSink(database)) {
            again.assign(List.of(items.partition()));
            poll(again, produced, "no row", () -> database.rows("SELECT * FROM shop.item")
                    .equals(List.of("1|a")));
            database.execute(decision("APPLY"));
            poll(again, produced, "the row behind it", () -> database.rows("SELECT * FROM shop.item ORDER BY id")
                    .equals(List.of("1|a|null", "2|b|null")));
            assertThat(changes()).isEqualTo("APPLIED|");
        }
    }

    @Test
    void oneThatIsSkippedIsNotExecuted() {
        List<SinkRecord> produced =
                List.of(items.insert(1, "a"), change("STOP", "nothing can be planned for it"), items.insert(2, "b"));
        try (TestSink sink = new TestSink(database)) {
            sink.assign(List.of(items.partition()));
            poll(sink, produced, "the stop", () -> changes().equals("STOPPED|nothing can be planned for it"));
            database.execute(decision("APPLY"));
            poll(
                    sink,
                    produced,
                    "the stop again",
                    () -> database.rows(
                                            "SELECT FROM sluice.schema_change WHERE decided_at IS NOT NULL AND decision IS NULL")
                                    .size()
                            == 1);
            database.execute(decision("SKIP"));
            poll(sink, produced, "the row behind it", () -> database.rows("SELECT * FROM shop.item ORDER BY id")
                    .equals(List.of("1|a", "2|b")));
            assertThat(changes()).isEqualTo("SKIPPED|a person has decided so");
        }
    }

    private SinkRecord rewrite() {
        return ofExtent("REWRITE", "", "FOLLOWED", "", "ALTER TABLE shop.item ALTER COLUMN id TYPE bigint");
    }

    @Test
    void aRewriteIsSeenWhileItLasts() throws SQLException {
        try (TestSink sink = new TestSink(database).open(items.name);
                Connection other = database.connect();
                Statement statement = other.createStatement()) {
            sink.put(items.insert(1, "a"));
            other.setAutoCommit(false);
            statement.execute("LOCK TABLE shop.item IN ACCESS SHARE MODE");
            List<SinkRecord> produced = List.of(rewrite());
            poll(sink, produced, "the rewrite", () -> changes().equals("REWRITING|"));
            assertThat(database.rows(
                            "SELECT rewrite_bytes > 0, database_bytes > rewrite_bytes FROM sluice.schema_change"))
                    .containsExactly("t|t");
            other.rollback();
            poll(sink, produced, "its end", () -> changes().equals("APPLIED|"));
        }
    }

    @Test
    void aTableThatIsTooLargeToBeWrittenAnewIsReloaded() {
        try (TestSink sink = new TestSink(database, TestContext.Reporting.ON, Map.of(SinkConfig.REWRITE_BYTES_MAX, "1"))
                .open(items.name)) {
            sink.put(items.insert(1, "a"), rewrite());
            assertThat(database.rows("SELECT count(*) FROM shop.item")).containsExactly("0");
            assertThat(changes())
                    .startsWith("RELOAD_WANTED|the table has ")
                    .endsWith(" bytes, and PostgreSQL writes none anew of more than 1");
        }
    }

    @Test
    void aTableThatIsToBeMadeAnewPassesOverWhatPostgreSqlRefuses() {
        List<SinkRecord> produced = new ArrayList<>();
        produced.add(items.insert(1, "a"));
        produced.add(change("FOLLOWED", "", "ALTER TABLE shop.item DROP COLUMN y"));
        items.at("binlog.000001:5:0", TestTopic.COMMIT_MICROS);
        produced.add(change("FOLLOWED", "", "ALTER TABLE shop.item DROP COLUMN z"));
        produced.add(items.insert(2, "b"));
        try (TestSink sink = new TestSink(database)) {
            sink.assign(List.of(items.partition()));
            poll(sink, produced, "the stop", () -> changes().startsWith("STOPPED|"));
            database.execute("DROP TABLE shop.item", decision("RELOAD"));
            poll(sink, produced, "the row behind both", () -> database.rows("SELECT to_regclass('shop.item')")
                    .equals(List.of("shop.item")));
            assertThat(database.rows("SELECT * FROM shop.item")).containsExactly("2|b");
            assertThat(database.rows("SELECT state FROM sluice.schema_change"))
                    .containsExactly("RELOAD_WANTED", "RELOAD_WANTED");
        }
    }

    private void poll(TestSink sink, List<SinkRecord> produced, String what, Callable<Boolean> condition) {
        TestConsumer consumer = consumers.computeIfAbsent(sink, same -> new TestConsumer(same, produced));
        TestConsumer.pollUntil(what, List.of(consumer), condition);
    }
}
