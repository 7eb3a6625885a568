package io.sluice.sink;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.kafka.connect.sink.SinkRecord;

/** Changes at random of a source whose rows have a unique value each, and take those that others have given up. */
final class UniqueMoves {

    /** Told by each assertion, so that a failure can be repeated with {@code -Dsluice.seed}. */
    final long seed = Long.getLong("sluice.seed", System.nanoTime());

    final Random random = new Random(seed);
    private final int ids;
    private final IntFunction<TestTopic> topicOf;
    private final Map<Integer, String> source = new TreeMap<>();

    /** @param topicOf the topic of the row with this key, ready for its next change */
    UniqueMoves(int ids, IntFunction<TestTopic> topicOf) {
        this.ids = ids;
        this.topicOf = topicOf;
        System.out.println("sluice.seed=" + seed);
    }

    /** Deletes one of {@code oneIn} rows that are there. */
    SinkRecord next(int oneIn) {
        int id = random.nextInt(ids);
        TestTopic topic = topicOf.apply(id);
        if (source.containsKey(id) && random.nextInt(oneIn) == 0) {
            source.remove(id);
            return topic.delete(id);
        }
        List<String> free = new ArrayList<>(
                IntStream.range(0, ids + 2).mapToObj(code -> "c" + code).toList());
        free.removeAll(source.values());
        Collections.shuffle(free, random);
        source.put(id, free.get(0));
        return topic.update(id, free.get(0));
    }

    /** What the source has now, by key. */
    List<String> rows() {
        return source.entrySet().stream()
                .map(row -> row.getKey() + "|" + row.getValue())
                .toList();
    }
}
