package io.sluice.connect.mysql;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Hands on what has been read in portions with the first records of a few topics each. Connect sends a portion in one
 * transaction, and before the first record of a topic it asks Kafka for the topic and the registry for the ids of its
 * schemas, which takes tens of milliseconds. A snapshot of hundreds of small tables comes in one batch: sent at once, it
 * would take longer than Kafka lets a transaction last, and begin again. Not thread-safe.
 */
final class Portions {

    static final int NEW_TOPICS_MAX = 16;

    private final Set<String> begun = new HashSet<>();
    private List<SourceRecord> rest = List.of();

    /** Reads a batch, or nothing, which may be null. */
    @FunctionalInterface
    interface Reader {
        List<SourceRecord> read() throws InterruptedException;
    }

    /** The next records in their order; of what has been read only once nothing is left of the batch before. */
    List<SourceRecord> next(Reader reader) throws InterruptedException {
        List<SourceRecord> records = rest.isEmpty() ? reader.read() : rest;
        if (records == null) {
            return null;
        }
        int end = end(records);
        rest = records.subList(end, records.size());
        return records.subList(0, end);
    }

    private int end(List<SourceRecord> records) {
        int newTopics = 0;
        for (int i = 0; i < records.size(); i++) {
            String topic = records.get(i).topic();
            if (!begun.contains(topic)) {
                if (newTopics == NEW_TOPICS_MAX) {
                    return i;
                }
                newTopics++;
                begun.add(topic);
            }
        }
        return records.size();
    }
}
