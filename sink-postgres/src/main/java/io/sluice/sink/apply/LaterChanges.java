package io.sluice.sink.apply;

import io.sluice.core.name.TableId;
import io.sluice.sink.change.Change;
import io.sluice.sink.change.RowKey;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which changes of a batch later ones of the same row replace. Keyless rows have none: every change of them counts. */
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
            // Only now: few batches ask.
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
