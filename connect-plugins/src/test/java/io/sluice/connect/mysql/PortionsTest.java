package io.sluice.connect.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.IntStream;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class PortionsTest {

    private long nanos;
    private final Portions portions = new Portions(() -> nanos);
    private final Queue<List<SourceRecord>> batches = new ArrayDeque<>();

    /** Two records for each of the topics, one topic after the other. */
    private static List<SourceRecord> records(int firstTopic, int topics) {
        return IntStream.range(2 * firstTopic, 2 * (firstTopic + topics))
                .mapToObj(i -> new SourceRecord(Map.of(), Map.of("at", i), "topic-" + i / 2, 0, null, null))
                .toList();
    }

    /** Sends the portions, each in this time, and returns the numbers of their records. */
    private List<Integer> sizes(Duration sending) throws InterruptedException {
        List<Integer> sizes = new ArrayList<>();
        List<SourceRecord> portion = portions.next(batches::poll);
        while (portion != null) {
            sizes.add(portion.size());
            nanos += sending.toNanos();
            portion = portions.next(batches::poll);
        }
        return sizes;
    }

    @Test
    void portionsThatAreSentQuicklyGrowUpToALimit() throws InterruptedException {
        batches.add(records(0, 4 + 8 + 16 + 16 + 1));

        assertThat(sizes(Duration.ofMillis(100))).containsExactly(8, 16, 32, 32, 2);
    }

    @Test
    void portionsThatTakeLongShrinkToOneTopic() throws InterruptedException {
        batches.add(records(0, 4 + 2 + 1 + 1));

        assertThat(sizes(Duration.ofSeconds(5))).containsExactly(8, 4, 2, 2);
    }

    @Test
    void theRecordsOfAStatementStayTogether() throws InterruptedException {
        List<SourceRecord> statement = List.of(record("renamed-to"), record("renamed-from"), record("renamed-too"));
        List<SourceRecord> batch = new ArrayList<>(records(0, 3));
        batch.add(StatementRecords.event(statement, Map.of("at", "behind")).getRecord());
        batch.addAll(records(3, 1));
        batches.add(StatementRecords.singly(batch));

        assertThat(sizes(Duration.ofSeconds(2))).containsExactly(9, 2);
    }

    private static SourceRecord record(String topic) {
        return new SourceRecord(Map.of(), Map.of(), topic, null, null);
    }

    @Test
    void topicsThatAreKnownAreNotCounted() throws InterruptedException {
        batches.add(records(0, 4));
        batches.add(records(0, 4 + 1));
        batches.add(records(0, 4 + 1));

        assertThat(sizes(Duration.ofSeconds(2))).containsExactly(8, 10, 10);
    }

    @Test
    void everyRecordComesOnceAndInOrder() throws InterruptedException {
        List<SourceRecord> all = records(0, 5 * 4);
        batches.add(all);
        List<SourceRecord> received = new ArrayList<>();
        while (received.size() < all.size()) {
            received.addAll(portions.next(batches::remove));
        }

        assertThat(received).isEqualTo(all);
        assertThat(portions.next(() -> null)).isNull();
    }
}
