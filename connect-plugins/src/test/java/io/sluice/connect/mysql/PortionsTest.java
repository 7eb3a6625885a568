package io.sluice.connect.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.IntStream;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;

class PortionsTest {

    private final Portions portions = new Portions();
    private final Queue<List<SourceRecord>> batches = new ArrayDeque<>();

    /** Two records for each of the topics, one topic after the other. */
    private static List<SourceRecord> records(int firstTopic, int topics) {
        return IntStream.range(2 * firstTopic, 2 * (firstTopic + topics))
                .mapToObj(i -> new SourceRecord(Map.of(), Map.of("at", i), "topic-" + i / 2, 0, null, null))
                .toList();
    }

    private List<Integer> sizes() throws InterruptedException {
        List<Integer> sizes = new ArrayList<>();
        List<SourceRecord> portion = portions.next(batches::poll);
        while (portion != null) {
            sizes.add(portion.size());
            portion = portions.next(batches::poll);
        }
        return sizes;
    }

    @Test
    void aPortionBeginsFewTopics() throws InterruptedException {
        int max = Portions.NEW_TOPICS_MAX;
        batches.add(records(0, 2 * max + 1));

        assertThat(sizes()).containsExactly(2 * max, 2 * max, 2);
    }

    @Test
    void topicsThatAreKnownAreNotCounted() throws InterruptedException {
        int max = Portions.NEW_TOPICS_MAX;
        batches.add(records(0, max));
        batches.add(records(0, max + 1));
        batches.add(records(0, max + 1));

        assertThat(sizes()).containsExactly(2 * max, 2 * (max + 1), 2 * (max + 1));
    }

    @Test
    void everyRecordComesOnceAndInOrder() throws InterruptedException {
        List<SourceRecord> all = records(0, 5 * Portions.NEW_TOPICS_MAX);
        batches.add(all);
        List<SourceRecord> received = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            received.addAll(portions.next(batches::remove));
        }

        assertThat(received).isEqualTo(all);
        assertThat(portions.next(() -> null)).isNull();
    }
}
