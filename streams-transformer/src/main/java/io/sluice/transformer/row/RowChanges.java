package io.sluice.transformer.row;

import io.sluice.core.mapping.TableMapping;
import io.sluice.core.model.ChangeEvent;
import io.sluice.core.model.Operation;
import io.sluice.core.model.RowChange;
import io.sluice.core.model.SourceTable;
import java.util.List;
import java.util.Objects;

/** The row changes of one table's change events. Immutable and thread-safe. */
final class RowChanges {

    private final TableMapping mapping;
    private final int[] key;

    RowChanges(SourceTable source, TableMapping mapping) {
        this.mapping = mapping;
        List<String> names =
                source.columns().stream().map(column -> column.name()).toList();
        this.key = source.key().stream().mapToInt(names::indexOf).toArray();
    }

    /**
     * The row changes of a change event that has rows; a truncate has none, see {@link EmptyingRecords}.
     *
     * @throws io.sluice.core.type.UnmappableValueException if a value cannot be held by the target
     */
    List<RowChange> of(ChangeEvent event) {
        ChangeEvent.Origin origin = event.origin();
        if (event instanceof ChangeEvent.Insert insert) {
            return List.of(change(Operation.INSERT, mapping.map(insert.after()), origin));
        }
        if (event instanceof ChangeEvent.Update update) {
            return update(update);
        }
        if (event instanceof ChangeEvent.Delete delete) {
            return List.of(delete(delete.before(), origin));
        }
        throw new IllegalArgumentException("a truncate has no row");
    }

    /** An update that changes the key, or of a table whose key is the whole row, becomes a delete and an insert. */
    private List<RowChange> update(ChangeEvent.Update update) {
        Object[] row = mapping.map(update.after());
        if (keepsKey(update)) {
            return List.of(change(Operation.UPDATE, row, update.origin()));
        }
        return List.of(delete(update.before(), update.origin()), change(Operation.INSERT, row, update.origin()));
    }

    private RowChange delete(Object[] before, ChangeEvent.Origin origin) {
        Object[] row = key.length == 0 ? mapping.map(before) : mapping.mapKey(before);
        return change(Operation.DELETE, row, origin);
    }

    private boolean keepsKey(ChangeEvent.Update update) {
        for (int i : key) {
            if (!Objects.equals(update.before()[i], update.after()[i])) {
                return false;
            }
        }
        return key.length > 0;
    }

    private RowChange change(Operation operation, Object[] row, ChangeEvent.Origin origin) {
        return new RowChange(mapping.target(), operation, row, origin);
    }
}
