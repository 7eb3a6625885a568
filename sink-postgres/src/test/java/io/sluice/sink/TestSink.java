package io.sluice.sink;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** A task, driven as Connect would. */
final class TestSink implements AutoCloseable {

    final TestContext context;
    final PostgresSinkTask task = new PostgresSinkTask();

    TestSink(TestDatabase database) {
        this(database, TestContext.Reporting.ON, Map.of());
    }

    TestSink(TestDatabase database, TestContext.Reporting reporting, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings(database));
        all.putAll(settings);
        context = new TestContext(reporting);
        task.initialize(context);
        task.start(all);
    }

    static Map<String, String> settings(TestDatabase database) {
        return Map.of(
                "name", "test",
                "connection.url", database.url(),
                "connection.user", "postgres",
                "connection.password", "postgres");
    }

    TestSink open(String... topics) {
        task.open(
                Arrays.stream(topics).map(topic -> new TopicPartition(topic, 0)).toList());
        return this;
    }

    TestSink open(TopicPartition... partitions) {
        task.open(List.of(partitions));
        return this;
    }

    void put(SinkRecord... records) {
        task.put(List.of(records));
    }

    void put(List<SinkRecord> records) {
        task.put(records);
    }

    @Override
    public void close() {
        task.close(context.assignment());
        task.stop();
    }
}
