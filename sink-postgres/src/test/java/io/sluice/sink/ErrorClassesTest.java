package io.sluice.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the sink does about PostgreSQL's errors, by their class: as its triggers raise them, or as they come about. */
class ErrorClassesTest {

    private final TestDatabase database = TestDatabase.create();
    private final TestTopic topic = TestTopic.ofItems();
    private final ExecutorService thread = Executors.newSingleThreadExecutor();

    ErrorClassesTest() {
        database.execute("CREATE SCHEMA shop", "CREATE TABLE shop.item (id integer PRIMARY KEY, code varchar(5))");
    }

    @AfterEach
    void endThread() {
        thread.shutdownNow();
    }

    private void raiseOnce(String state) {
        database.execute(
                "CREATE SEQUENCE shop.tries",
                """
                CREATE FUNCTION shop.fail() RETURNS trigger LANGUAGE plpgsql AS
                $$BEGIN
                    IF nextval('shop.tries') = 1 THEN RAISE EXCEPTION 'as told' USING ERRCODE = TG_ARGV[0]; END IF;
                    RETURN NULL;
                END$$""",
                """
                CREATE TRIGGER fail BEFORE INSERT ON shop.item FOR EACH STATEMENT EXECUTE FUNCTION shop.fail('%s')""".formatted(state),
                "ALTER TABLE shop.item ENABLE ALWAYS TRIGGER fail");
    }

    private List<String> items() {
        return database.rows("SELECT id, code FROM shop.item ORDER BY id");
    }

    private List<String> counted() {
        return database.rows("SELECT next_offset, changes FROM sluice.sink_offset");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "08006", "25006", "25P03", "25P04", "40001", "40P01", "53000", "53100", "53200", "53300", "53400",
                "55P03", "57014", "57P01", "57P02", "57P03", "57P05", "58030"
            })
    void triesAgainWhatMayPass(String state) {
        raiseOnce(state);
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(topic.insert(1, "one"));
            assertThat(sink.context.deadLetters).isEmpty();
            assertThat(sink.context.metric("retries-total")).isEqualTo(1);
        }
        assertThat(items()).containsExactly("1|one");
        assertThat(counted()).containsExactly("1|1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"28000", "42501", "42P10", "42883", "55000", "57P04", "XX000"})
    void stopsAtWhatLasts(String state) {
        raiseOnce(state);
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            assertThatThrownBy(() -> sink.put(topic.insert(1, "one")))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContainingAll("as told", state);
            assertThat(sink.context.metric("retries-total")).isZero();
            assertThat(sink.context.deadLetters).isEmpty();
        }
        assertThat(items()).isEmpty();
        assertThat(counted()).containsExactly("0|0");
    }

    /** Refused as a whole once, and not when its parts are sent. */
    @ParameterizedTest
    @ValueSource(strings = {"21000", "22001", "22021", "23502", "23514", "44000", "54000", "P0001"})
    void looksForTheRecordThatIsGuilty(String state) {
        raiseOnce(state);
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(topic.insert(1, "one"), topic.insert(2, "two"));
            assertThat(sink.context.deadLetters).isEmpty();
            assertThat(sink.context.metric("retries-total")).isZero();
        }
        assertThat(items()).containsExactly("1|one", "2|two");
        assertThat(counted()).containsExactly("2|2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0A000", "42703", "42804", "42P01"})
    void readsTheTableAgainOnce(String state) {
        raiseOnce(state);
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(topic.insert(1, "one"));
            assertThat(sink.context.metric("retries-total")).isZero();
        }
        assertThat(items()).containsExactly("1|one");
    }

    /** As if a row took so long that only three of them could be written in the time given. */
    @ParameterizedTest
    @ValueSource(strings = {"25P04", "57014"})
    void halvesABatchThatTakesTooLong(String state) {
        database.execute("""
                CREATE FUNCTION shop.limit() RETURNS trigger LANGUAGE plpgsql AS
                $$BEGIN
                    IF (SELECT count(*) FROM written) > 3 THEN
                        RAISE EXCEPTION 'as told' USING ERRCODE = TG_ARGV[0];
                    END IF;
                    RETURN NULL;
                END$$""", """
                CREATE TRIGGER "limit" AFTER INSERT ON shop.item REFERENCING NEW TABLE AS written
                FOR EACH STATEMENT EXECUTE FUNCTION shop.limit('%s')""".formatted(state), "ALTER TABLE shop.item ENABLE ALWAYS TRIGGER \"limit\"");
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(IntStream.range(0, 20)
                    .mapToObj(id -> topic.insert(id, id == 7 ? "much too long" : "right"))
                    .toList());
            assertThat(sink.context.deadLetters)
                    .extracting(letter -> letter.record().kafkaOffset())
                    .containsExactly(7L);
            // Two for each five, but one where the guilty record already has the five applied in parts.
            assertThat(sink.context.metric("batches-total")).isEqualTo(7);
            assertThat(sink.context.metric("rows-total")).isEqualTo(19);
        }
        assertThat(database.rows("SELECT count(*) FROM shop.item")).containsExactly("19");
        assertThat(counted()).containsExactly("20|19");
    }

    @Test
    void waitsForALockLongerThanAStatementMayLast() throws Exception {
        Map<String, String> login = database.loginWithoutSuperuser();
        database.execute("ALTER ROLE " + login.get("connection.user") + " SET statement_timeout = '100ms'");
        try (TestSink sink = new TestSink(database, TestContext.Reporting.ON, login).open(topic.name);
                var blocker = database.connect();
                var statement = blocker.createStatement()) {
            blocker.setAutoCommit(false);
            statement.execute("LOCK TABLE shop.item");
            Future<?> put = thread.submit(() -> sink.put(topic.insert(1, "one"), topic.insert(2, "two")));
            await().untilAsserted(() ->
                    assertThat(sink.context.metric("retries-total")).isPositive());
            blocker.rollback();
            put.get();
        }
        assertThat(items()).containsExactly("1|one", "2|two");
        assertThat(counted()).containsExactly("2|2");
    }

    @Test
    void looksForTheNewPrimaryWhenItsServerOnlyReads() throws Exception {
        database.execute("ALTER DATABASE " + database.name() + " SET default_transaction_read_only = on");
        try (TestSink sink = new TestSink(database)) {
            Future<?> open = thread.submit(() -> sink.open(topic.name));
            await().untilAsserted(() ->
                    assertThat(sink.context.metric("retries-total")).isPositive());
            database.execute(
                    "SET default_transaction_read_only = off",
                    "ALTER DATABASE " + database.name() + " RESET default_transaction_read_only");
            open.get();
            sink.put(topic.insert(1, "one"));
        }
        assertThat(items()).containsExactly("1|one");
    }

    @Test
    void waitsForAFreeConnection() throws Exception {
        Map<String, String> login = new HashMap<>(database.loginWithoutSuperuser());
        String role = login.get("connection.user");
        database.execute("ALTER ROLE " + role + " CONNECTION LIMIT 0");
        try (TestSink sink = new TestSink(database, TestContext.Reporting.ON, login)) {
            Future<?> open = thread.submit(() -> sink.open(topic.name));
            await().untilAsserted(() ->
                    assertThat(sink.context.metric("retries-total")).isPositive());
            database.execute("ALTER ROLE " + role + " CONNECTION LIMIT -1");
            open.get();
            sink.put(topic.insert(1, "one"));
        }
        assertThat(items()).containsExactly("1|one");
    }

    @Test
    void repeatsATransactionThatCannotBeSerialized() throws Exception {
        database.execute(
                "INSERT INTO shop.item VALUES (1, 'one')",
                "ALTER DATABASE " + database.name() + " SET default_transaction_isolation = 'repeatable read'");
        try (TestSink sink = new TestSink(database).open(topic.name);
                var other = database.connect();
                var statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("UPDATE shop.item SET code = 'x' WHERE id = 1");
            Future<?> put = thread.submit(() -> sink.put(topic.update(1, "uno")));
            await().untilAsserted(() -> assertThat(
                            database.rows("SELECT 1 FROM pg_stat_activity WHERE application_name = 'sluice-sink-test'"
                                    + " AND datname = current_database() AND wait_event_type = 'Lock'"))
                    .hasSize(1));
            other.commit();
            put.get();
            assertThat(sink.context.metric("retries-total")).isEqualTo(1);
        }
        assertThat(items()).containsExactly("1|uno");
        assertThat(counted()).containsExactly("1|1");
    }
}
