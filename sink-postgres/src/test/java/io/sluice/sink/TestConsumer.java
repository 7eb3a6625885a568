package io.sluice.sink;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

/** Polls for a task as Connect's consumer does: each partition onwards from where the task wants it. */
final class TestConsumer {

    private final TestSink sink;
    private final List<SinkRecord> topics;
    private final Map<TopicPartition, Long> next = new HashMap<>();

    /** @param topics all records there are, each partition's in order; more may be added */
    TestConsumer(TestSink sink, List<SinkRecord> topics) {
        this.sink = sink;
        this.topics = topics;
    }

    void poll() {
        next.putAll(sink.context.takeSeeks());
        List<SinkRecord> polled = new ArrayList<>();
        for (SinkRecord record : topics) {
            var partition = new TopicPartition(record.topic(), record.kafkaPartition());
            if (sink.context.assignment().contains(partition)
                    && !sink.context.paused.contains(partition)
                    && record.kafkaOffset() >= next.getOrDefault(partition, 0L)) {
                next.put(partition, record.kafkaOffset() + 1);
                polled.add(record);
            }
        }
        sink.deliver(polled);
    }

    static void pollUntil(String what, Collection<TestConsumer> consumers, Callable<Boolean> condition) {
        await(what)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofMinutes(1))
                .pollInSameThread()
                .until(() -> {
                    consumers.forEach(TestConsumer::poll);
                    return condition.call();
                });
    }
}
