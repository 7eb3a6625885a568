package io.sluice.sink.apply;

import io.sluice.core.name.TableId;
import io.sluice.sink.change.Change;
import io.sluice.sink.change.RowKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells which changes of a batch are replaced by later changes of the same row. In a table without a key none is. */
final class LaterChanges {

    private record RowId(TableId table, RowKey key) {}

    private final List<Change> changes;
    private final Map<RowId, Change> last = new HashMap<>();

    LaterChanges(List<Change> changes) {
        this.changes = changes;
    }

    /** Whether a later change of the same row leaves no trace of this one. */
    @SuppressWarnings("ReferenceEquality") // the same change, not an equal one
    boolean replaces(Change change) {
        if (!(change instanceof Change.Row row) || row.shape().keyless()) {
            return false;
        }
        if (last.isEmpty()) {
            // Filled at the first call, since few batches need it.
            changes.forEach(this::add);
        }
        return last.get(id(row)) != change;
    }

    private void add(Change change) {
        if (change instanceof Change.Row row && !row.shape().keyless()) {
            last.put(id(row), row);
        }
    }

    private static RowId id(Change.Row row) {
        return new RowId(row.shape().table(), row.plan().key(row));
    }
}
