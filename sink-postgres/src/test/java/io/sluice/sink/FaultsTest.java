package io.sluice.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** What breaks outside, and tasks that do not know of each other. */
class FaultsTest {

    private final TestDatabase database = TestDatabase.create();
    private final TestTopic topic = TestTopic.ofItems();

    private List<String> items() {
        return database.rows("SELECT id, code FROM shop.item ORDER BY id");
    }

    @Test
    void goesOnAfterItsConnectionWasCut() {
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(topic.insert(1, "one"));
            assertThat(database.rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE application_name = 'sluice-sink-test'"))
                    .containsExactly("t");
            sink.put(topic.insert(2, "two"));
        }
        assertThat(items()).containsExactly("1|one", "2|two");
        assertThat(database.rows("SELECT changes FROM sluice.sink_offset")).containsExactly("2");
    }

    /** A commit that waits for a standby that never comes is cut off: it has happened, and its answer is lost. */
    @Test
    void doesNotRepeatACommitWhoseAnswerWasLost() throws Exception {
        database.execute("ALTER DATABASE " + database.name() + " SET synchronous_commit = on");
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(topic.insert(1, "one"));
            database.execute(
                    "CREATE TABLE shop.log (id integer)", """
                    CREATE FUNCTION shop.log() RETURNS trigger LANGUAGE plpgsql AS
                    'BEGIN INSERT INTO shop.log VALUES (NEW.id); RETURN NEW; END'""", """
                    CREATE TRIGGER log BEFORE UPDATE ON shop.item FOR EACH ROW EXECUTE FUNCTION shop.log()""", "ALTER TABLE shop.item ENABLE ALWAYS TRIGGER log");
            SinkRecord update = topic.update(1, "uno");
            database.execute("ALTER SYSTEM SET synchronous_standby_names = 'nobody'", "SELECT pg_reload_conf()");
            awaitCommitsToWait(thread);
            Future<?> put = thread.submit(() -> sink.put(update));
            cutOffWaitingCommit();
            put.get();
        } finally {
            thread.shutdownNow();
            database.execute("ALTER SYSTEM RESET synchronous_standby_names", "SELECT pg_reload_conf()");
        }
        assertThat(items()).containsExactly("1|uno");
        assertThat(database.rows("SELECT id FROM shop.log")).containsExactly("1");
        assertThat(database.rows("SELECT next_offset, changes FROM sluice.sink_offset"))
                .containsExactly("2|2");
    }

    /** The server takes up a setting some time after it was told to. */
    private void awaitCommitsToWait(ExecutorService thread) {
        Future<?> probe = thread.submit(() -> {
            while (true) {
                database.execute("COMMENT ON TABLE shop.log IS 'probe'");
            }
        });
        cutOffWaitingCommit();
        assertThatThrownBy(probe::get).isInstanceOf(ExecutionException.class);
    }

    private void cutOffWaitingCommit() {
        await().untilAsserted(() -> assertThat(database.rows(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'"))
                .containsExactly("t"));
    }

    @Test
    void fencesATaskThatHasBeenReplaced() {
        try (TestSink zombie = new TestSink(database).open(topic.name);
                TestSink heir = new TestSink(database).open(topic.name)) {
            SinkRecord first = topic.insert(1, "one");
            assertThatThrownBy(() -> zombie.put(first))
                    .isInstanceOf(ConnectException.class)
                    .hasMessageContaining("Another task");
            assertThat(database.rows("SELECT to_regclass('shop.item')")).containsExactly("null");
            heir.put(first);
        }
        assertThat(items()).containsExactly("1|one");
    }

    @Test
    void fencesATaskWhoseOffsetsSomebodyHasMoved() {
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(topic.insert(1, "one"));
            database.execute("UPDATE sluice.sink_offset SET next_offset = 7");
            assertThatThrownBy(() -> sink.put(topic.insert(2, "two"))).isInstanceOf(ConnectException.class);
        }
        assertThat(items()).containsExactly("1|one");
    }

    @Test
    void letsTasksStartAndCreateTheirTablesAtOnce() throws Exception {
        int tasks = 4;
        CyclicBarrier start = new CyclicBarrier(tasks);
        ExecutorService threads = Executors.newFixedThreadPool(tasks);
        try {
            List<Future<Void>> ends = threads.invokeAll(IntStream.range(0, tasks)
                    .mapToObj(number -> startAt(start, number))
                    .toList());
            for (Future<Void> end : ends) {
                end.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(database.rows("SELECT count(*) FROM shop.item")).containsExactly("4");
        assertThat(database.rows("SELECT count(*) FROM sluice.sink_offset")).containsExactly("4");
    }

    private Callable<Void> startAt(CyclicBarrier start, int number) {
        return () -> {
            TestTopic own = new TestTopic("p.item" + number, topic.keySchema(), topic.valueSchema());
            try (TestSink sink = new TestSink(database)) {
                start.await();
                sink.open(own.name);
                start.await();
                sink.put(own.insert(number, "x"));
            }
            return null;
        };
    }

    @Test
    void waitsForALockOnlyAsLongAsItIsTold() throws Exception {
        try (var sink = new TestSink(database, TestContext.Reporting.ON, Map.of("retry.timeout.ms", "0"));
                var blocker = database.connect();
                var statement = blocker.createStatement()) {
            sink.open(topic.name);
            sink.put(topic.insert(1, "one"));
            database.execute("ALTER ROLE postgres SET lock_timeout = '100ms'");
            blocker.setAutoCommit(false);
            statement.execute("LOCK TABLE shop.item");
            try (var other = new TestSink(database, TestContext.Reporting.ON, Map.of("retry.timeout.ms", "500"))) {
                other.open(topic.name);
                assertThat(other.context.rewinds).containsValue(1L);
                assertThatThrownBy(() -> other.put(topic.insert(2, "two")))
                        .isInstanceOf(ConnectException.class)
                        .hasMessageContaining("55P03");
            }
            blocker.rollback();
            try (var restarted = new TestSink(database).open(topic.name)) {
                topic.seek(1);
                restarted.put(topic.insert(2, "two"));
            }
        } finally {
            database.execute("ALTER ROLE postgres RESET lock_timeout");
        }
        assertThat(items()).containsExactly("1|one", "2|two");
    }

    @Test
    void readsTheOffsetsOfTheTargetWhateverTheTopic() {
        try (TestSink sink = new TestSink(database).open(topic.name, "other")) {
            assertThat(sink.context.rewinds)
                    .containsOnlyKeys(new TopicPartition(topic.name, 0), new TopicPartition("other", 0));
        }
    }

    @Test
    void saysWhatIsWrongWithTheConnection() {
        assertThatThrownBy(() -> new TestSink(
                                database,
                                TestContext.Reporting.ON,
                                Map.of("connection.user", "nobody-here", "connection.password", "wrong"))
                        .open(topic.name))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("nobody-here");
        assertThatThrownBy(() -> new TestSink(
                        database, TestContext.Reporting.ON, Map.of("connection.url", "jdbc:mysql://x?password=secret")))
                .hasMessageContaining("connection.url")
                .hasMessageNotContaining("secret");
    }
}
