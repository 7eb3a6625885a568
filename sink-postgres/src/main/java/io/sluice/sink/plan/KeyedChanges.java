package io.sluice.sink.plan;

import io.sluice.core.name.TableId;
import io.sluice.sink.change.Change;
import io.sluice.sink.change.Change.RowAction;
import io.sluice.sink.change.Change.Tally;
import io.sluice.sink.change.RowKey;
import io.sluice.sink.change.TableShape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the last change of each row: nobody sees the others, since one transaction applies them all. A row that is
 * deleted and written again is deleted first, so that columns which the new record lacks do not keep old values.
 */
final class KeyedChanges implements TableChanges {

    private enum Start {
        AS_IT_IS,
        EMPTY
    }

    private final List<String> key;
    private LastChanges last = new LastChanges();
    /** The deletes of rows that were written again. */
    private Map<RowKey, Change.Row> undone = new HashMap<>();

    private TableShape upserted;
    private TableShape deleted;
    private Start start = Start.AS_IT_IS;

    KeyedChanges(List<String> key) {
        this.key = key;
    }

    @Override
    public boolean accepts(Change.Row row) {
        TableShape sameAction =
                switch (row.action()) {
                    case UPSERT -> upserted;
                    case DELETE -> deleted;
                };
        return row.shape().key().equals(key) && (sameAction == null || sameAction.equals(row.shape()));
    }

    @Override
    public void add(Change.Row row) {
        RowKey rowKey = row.plan().key(row);
        Change.Row before = last.put(rowKey, row);
        switch (row.action()) {
            case DELETE -> {
                deleted = row.shape();
                undone.remove(rowKey);
            }
            case UPSERT -> {
                upserted = row.shape();
                if (before != null && before.action() == RowAction.DELETE) {
                    undone.put(rowKey, before);
                }
            }
        }
    }

    @Override
    public void truncate() {
        last = new LastChanges();
        undone = new HashMap<>();
        upserted = null;
        deleted = null;
        start = Start.EMPTY;
    }

    @Override
    public List<Step> removals(TableId table) {
        List<Step> steps = new ArrayList<>();
        if (start == Start.EMPTY) {
            steps.add(new Step.TruncateTable(table));
        }
        List<Change.Row> rows = new ArrayList<>(rows(RowAction.DELETE));
        if (!undone.isEmpty()) {
            rows.addAll(undone.values());
            rows.sort(Comparator.comparing(row -> row.plan().key(row)));
        }
        if (!rows.isEmpty()) {
            steps.add(new Step.DeleteRows(deleted, rows));
        }
        return steps;
    }

    @Override
    public List<Step> writes() {
        List<Change.Row> rows = rows(RowAction.UPSERT);
        if (rows.isEmpty()) {
            return List.of();
        }
        return List.of(
                rows.stream().allMatch(row -> row.tally() == Tally.SNAPSHOT_ROW)
                        ? new Step.LoadRows(upserted, rows)
                        : new Step.UpsertRows(upserted, rows));
    }

    private List<Change.Row> rows(RowAction action) {
        return last.sorted().stream().filter(row -> row.action() == action).toList();
    }
}
