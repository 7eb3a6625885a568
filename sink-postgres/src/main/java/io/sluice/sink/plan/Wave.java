package io.sluice.sink.plan;

import io.sluice.core.name.TableId;
import io.sluice.sink.change.Change;
import io.sluice.sink.change.TableShape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Changes that can be applied as sets: all deletes, then all upserts. A batch is one wave, unless the columns of a
 * table's rows change within it.
 */
final class Wave {

    private final Map<TableId, TableChanges> tables = new HashMap<>();
    /** Truncated, and not changed since: nothing is known of their columns. */
    private final Set<TableId> emptied = new HashSet<>();

    private TableShape lastShape;
    private TableChanges last;

    /** False if the row needs a wave of its own, after this one. */
    boolean add(Change.Row row) {
        TableChanges changes = changes(row.shape());
        if (!changes.accepts(row)) {
            return false;
        }
        changes.add(row);
        return true;
    }

    void truncate(TableId table) {
        TableChanges changes = tables.get(table);
        if (changes == null) {
            emptied.add(table);
        } else {
            changes.truncate();
        }
    }

    List<Step> steps(TableOrder order) {
        List<TableId> writes = order.sorted(tables.keySet());
        List<TableId> removals = new ArrayList<>(writes);
        Collections.reverse(removals);
        List<Step> steps = new ArrayList<>();
        order.sorted(emptied).forEach(table -> steps.add(new Step.TruncateTable(table)));
        removals.forEach(table -> steps.addAll(tables.get(table).removals(table)));
        writes.forEach(table -> steps.addAll(tables.get(table).writes()));
        return steps;
    }

    @SuppressWarnings("ReferenceEquality") // a short cut: the rows of one plan have one and the same shape
    private TableChanges changes(TableShape shape) {
        if (shape != lastShape) {
            last = tables.computeIfAbsent(
                    shape.table(),
                    absent -> shape.keyless() ? new KeylessChanges(shape) : new KeyedChanges(shape.key()));
            lastShape = shape;
        }
        return last;
    }
}
