package io.sluice.transformer.sequence;

import io.sluice.core.sequence.HighWaterMark;
import io.sluice.core.sequence.KeyColumn;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The high-water marks that one task has seen. Each is in the store before the row that raised it is committed. They
 * are sent once a second; a mark that has used up a quarter of the distance ahead of the last mark sent is sent at
 * once. After a restart all of them are sent again. Belongs to one task and is not thread-safe.
 */
public final class HighWaterMarks {

    private final KeyValueStore<KeyColumn, HighWaterMark> store;
    private final long distance;
    private final BiConsumer<KeyColumn, HighWaterMark> send;
    private final Map<KeyColumn, Entry> entries = new HashMap<>();

    /**
     * @param distance how far PostgreSQL's sequences run ahead of MySQL
     * @param send sends a mark to {@link Reservations}
     */
    public HighWaterMarks(
            KeyValueStore<KeyColumn, HighWaterMark> store, long distance, BiConsumer<KeyColumn, HighWaterMark> send) {
        this.store = store;
        this.distance = distance;
        this.send = send;
        try (KeyValueIterator<KeyColumn, HighWaterMark> all = store.all()) {
            all.forEachRemaining(this::restore);
        }
    }

    private void restore(KeyValue<KeyColumn, HighWaterMark> stored) {
        entry(stored.key, stored.value.limit()).highest = stored.value.value();
    }

    /**
     * The mark of a column, which rows raise.
     *
     * @param limit the greatest value of the column's type; a column that was widened takes its mark's limit with it
     */
    Entry entry(KeyColumn column, long limit) {
        Entry entry = entries.computeIfAbsent(column, key -> new Entry(key, limit));
        entry.limit = Math.max(entry.limit, limit);
        return entry;
    }

    /** Sends what has changed since it was last sent. */
    public void sendChanged() {
        entries.values().forEach(Entry::sendIfChanged);
    }

    /** One column's mark. */
    final class Entry {

        private static final long NONE = -1;

        private final KeyColumn column;
        private long limit;
        private long highest = NONE;
        private long sent = NONE;
        /** A mark above this value is sent at once. */
        private long sentUpTo = NONE;

        private Entry(KeyColumn column, long limit) {
            this.column = column;
            this.limit = limit;
        }

        void observe(long value) {
            if (value <= highest) {
                return;
            }
            // A value that is no mark is refused here, before anything has changed.
            HighWaterMark mark = new HighWaterMark(value, limit);
            highest = value;
            store.put(column, mark);
            if (value > sentUpTo) {
                sendIfChanged();
            }
        }

        private void sendIfChanged() {
            if (highest > sent) {
                HighWaterMark mark = new HighWaterMark(highest, limit);
                send.accept(column, mark);
                sent = highest;
                sentUpTo = highest + mark.ahead(distance) / 4;
            }
        }
    }
}
