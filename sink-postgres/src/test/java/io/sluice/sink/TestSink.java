package io.sluice.sink;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
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

    /** Opens partition 0 of each topic. */
    TestSink open(String... topics) {
        return open(
                Arrays.stream(topics).map(topic -> new TopicPartition(topic, 0)).toArray(TopicPartition[]::new));
    }

    /** Opens partitions, and waits until the task knows where to read them from. */
    TestSink open(TopicPartition... partitions) {
        assign(List.of(partitions));
        poll("offsets", () -> context.rewinds.keySet().containsAll(List.of(partitions)));
        return this;
    }

    /** Opens partitions, as Connect does when a rebalance ends. */
    void assign(Collection<TopicPartition> partitions) {
        partitions.forEach(context.rewinds::remove);
        context.assign(partitions);
        task.open(partitions);
    }

    /** Closes partitions, as Connect does when a rebalance begins. */
    void revoke(Collection<TopicPartition> partitions) {
        task.preCommit(offsets(partitions));
        task.close(partitions);
        context.revoke(partitions);
    }

    void put(SinkRecord... records) {
        put(List.of(records));
    }

    /** Delivers the records, and waits until they are in the target, or the task has failed. */
    void put(List<SinkRecord> records) {
        deliver(records);
        awaitApplied();
    }

    /** Delivers the records, as Connect does after a poll. */
    void deliver(List<SinkRecord> records) {
        context.timeoutMs = -1;
        task.put(records);
    }

    /** Waits until the task leaves it to Connect how long it waits for records, since it has nothing to do. */
    void awaitApplied() {
        poll("idleness", () -> context.timeoutMs < 0);
    }

    /** Polls in vain, as Connect does where no records come, until something is so. */
    void poll(String what, Callable<Boolean> condition) {
        await(what)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .atMost(Duration.ofMinutes(1))
                .pollInSameThread()
                .until(() -> {
                    if (!condition.call()) {
                        deliver(List.of());
                    }
                    return condition.call();
                });
    }

    private static Map<TopicPartition, OffsetAndMetadata> offsets(Collection<TopicPartition> partitions) {
        return partitions.stream()
                .collect(Collectors.toMap(partition -> partition, partition -> new OffsetAndMetadata(Long.MAX_VALUE)));
    }

    @Override
    public void close() {
        revoke(Set.copyOf(context.assignment()));
        task.stop();
    }
}
