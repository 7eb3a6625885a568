package io.sluice.connect.mysql;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Hands on what has been read in portions with the first records of a few topics each. Connect sends a portion in one
 * transaction, and before the first record of a topic it asks Kafka for the topic and the registry for the ids of its
 * schemas, which takes tens of milliseconds, or a second on a machine that is busy. A snapshot of hundreds of small tables
 * comes in one batch: sent at once, it would take longer than Kafka lets a transaction last, and begin again. How long a
 * portion took says how many topics the next one begins. Not thread-safe.
 */
final class Portions {

    static final int NEW_TOPICS_MAX = 16;

    /** So many take less than a transaction may last, however slow the servers are. */
    private static final int FIRST_NEW_TOPICS = 4;

    private static final Duration QUICK = Duration.ofSeconds(1);
    private static final Duration SLOW = Duration.ofSeconds(4);

    private final LongSupplier nanoClock;
    private final Set<String> begun = new HashSet<>();
    private List<SourceRecord> rest = List.of();
    private int newTopicsMax = FIRST_NEW_TOPICS;
    private int newTopics;
    private long handedOnNanos;

    /** @param nanoClock like {@link System#nanoTime} */
    Portions(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** Reads a batch, or nothing, which may be null. */
    @FunctionalInterface
    interface Reader {
        List<SourceRecord> read() throws InterruptedException;
    }

    /**
     * The next records in their order; of what has been read only once nothing is left of the batch before. Whoever asks
     * has sent the portion before.
     */
    List<SourceRecord> next(Reader reader) throws InterruptedException {
        learn();
        List<SourceRecord> records = rest.isEmpty() ? reader.read() : rest;
        if (records == null) {
            return null;
        }
        int end = end(records);
        rest = records.subList(end, records.size());
        handedOnNanos = nanoClock.getAsLong();
        return records.subList(0, end);
    }

    /** A portion that began fewer topics than it might have says nothing of more topics. */
    private void learn() {
        long tookNanos = nanoClock.getAsLong() - handedOnNanos;
        if (newTopics > 0 && tookNanos > SLOW.toNanos()) {
            newTopicsMax = Math.max(1, newTopics / 2);
        } else if (newTopics >= newTopicsMax && tookNanos < QUICK.toNanos()) {
            newTopicsMax = Math.min(2 * newTopicsMax, NEW_TOPICS_MAX);
        }
        newTopics = 0;
    }

    @SuppressWarnings("ReferenceEquality") // the records of one statement share their offset
    private int end(List<SourceRecord> records) {
        for (int i = 0; i < records.size(); i++) {
            String topic = records.get(i).topic();
            if (!begun.contains(topic)) {
                // A restart from within a statement would not send its other records.
                boolean within = i > 0
                        && records.get(i).sourceOffset() == records.get(i - 1).sourceOffset();
                if (newTopics >= newTopicsMax && !within) {
                    return i;
                }
                newTopics++;
                begun.add(topic);
            }
        }
        return records.size();
    }
}
