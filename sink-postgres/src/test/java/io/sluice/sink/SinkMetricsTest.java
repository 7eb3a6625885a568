package io.sluice.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class SinkMetricsTest {

    private final TestDatabase database = TestDatabase.create();
    private final TestTopic topic = TestTopic.ofItems();

    @Test
    void startAtZero() {
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            for (String total : new String[] {
                "rows-total", "batches-total", "batch-time-ms-total", "retries-total", "dead-letters-total", "lag-ms"
            }) {
                assertThat(sink.context.metric(total)).as(total).isZero();
            }
        }
    }

    @Test
    void countRowsAndBatches() {
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(topic.snapshot(), topic.read(1, "one"), topic.read(2, "two"));
            sink.put(topic.update(1, "uno"), topic.delete(2));

            assertThat(sink.context.metric("rows-total")).isEqualTo(4);
            assertThat(sink.context.metric("batches-total")).isEqualTo(2);
            assertThat(sink.context.metric("batch-time-ms-total")).isPositive();
            assertThat(sink.context.metric("batch-time-ms-max"))
                    .isPositive()
                    .isLessThan(sink.context.metric("batch-time-ms-total"));
        }
    }

    @Test
    void countDeadLettersAndNotAsRows() {
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(topic.insert(1, "one"), topic.insert(2, "much too long"), topic.upsert("nonsense", 3, "x"));

            assertThat(sink.context.metric("dead-letters-total")).isEqualTo(2);
            assertThat(sink.context.metric("rows-total")).isEqualTo(1);
        }
    }

    @Test
    void tellTheAgeOfWhatIsApplied() {
        Instant committed = Instant.EPOCH.plus(TestTopic.COMMIT_MICROS, ChronoUnit.MICROS);
        try (TestSink sink = new TestSink(database).open(topic.name)) {
            sink.put(topic.insert(1, "one"));

            Duration age = Duration.between(committed, Instant.now());
            assertThat(sink.context.metric("lag-ms")).isBetween(age.toMillis() - 10_000.0, (double) age.toMillis());
        }
    }

    @Test
    void countRetries() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (TestSink sink = new TestSink(database).open(topic.name);
                var blocker = database.connect();
                var statement = blocker.createStatement()) {
            sink.put(topic.insert(1, "one"));
            database.execute(
                    "ALTER ROLE postgres SET lock_timeout = '50ms'",
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                            + " WHERE application_name = 'sluice-sink-test'");
            blocker.setAutoCommit(false);
            statement.execute("LOCK TABLE shop.item");
            Future<?> put = thread.submit(() -> sink.put(topic.insert(2, "two")));
            Awaitility.await().untilAsserted(() -> assertThat(sink.context.metric("retries-total"))
                    .isGreaterThanOrEqualTo(2));
            blocker.rollback();
            put.get();

            assertThat(sink.context.metric("rows-total")).isEqualTo(2);
        } finally {
            thread.shutdownNow();
            database.execute("ALTER ROLE postgres RESET lock_timeout");
        }
    }
}
