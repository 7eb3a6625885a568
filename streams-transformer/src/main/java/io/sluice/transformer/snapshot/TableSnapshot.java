package io.sluice.transformer.snapshot;

import io.sluice.core.model.ChangeEvent;
import io.sluice.core.model.SourcePosition;
import io.sluice.core.name.TableId;
import io.sluice.transformer.decode.DecodedRecord;
import io.sluice.transformer.decode.SnapshotMarker;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Follows the snapshots of one table. Debezium reads an interrupted snapshot again from its beginning, which no single
 * record shows; it is recognised by comparison with the state in the store, which is only written when it changes.
 *
 * <p>Belongs to one task and is not thread-safe.
 */
public final class TableSnapshot {

    private final KeyValueStore<String, SnapshotState> store;
    private final String key;
    private SnapshotState state;

    public TableSnapshot(TableId table, KeyValueStore<String, SnapshotState> store) {
        this.store = store;
        this.key = table.schema() + '\0' + table.table();
        this.state = store.get(key);
    }

    /**
     * Takes note of a change event of the table.
     *
     * @return whether a snapshot of the table begins with it
     */
    public boolean begins(DecodedRecord record) {
        SnapshotMarker marker = record.snapshot();
        if (marker == SnapshotMarker.NONE || !(record.event() instanceof ChangeEvent.Read read)) {
            close();
            return false;
        }
        String place = place(read.origin().position());
        boolean begins = marker == SnapshotMarker.FIRST || state == null || !state.isOpenAt(place);
        if (begins) {
            become(new SnapshotState(SnapshotState.Phase.OPEN, place));
        }
        if (marker == SnapshotMarker.LAST) {
            close();
        }
        return begins;
    }

    private void close() {
        if (state != null && state.phase() == SnapshotState.Phase.OPEN) {
            become(state.closed());
        }
    }

    private void become(SnapshotState next) {
        state = next;
        store.put(key, next);
    }

    private static String place(SourcePosition position) {
        return position.file() + ":" + position.position();
    }
}
