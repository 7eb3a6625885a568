package io.sluice.sink.plan;

import io.sluice.core.model.TableId;
import io.sluice.sink.change.Change;
import io.sluice.sink.change.Change.RowAction;
import io.sluice.sink.change.Change.Tally;
import io.sluice.sink.change.TableShape;
import java.util.ArrayList;
import java.util.List;

/** Keeps the last change of each row, as that is all that a transaction's readers could see. */
final class KeyedChanges implements TableChanges {

    private enum Start {
        AS_IT_IS,
        EMPTY
    }

    private final List<String> key;
    private LastChanges last = new LastChanges();
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
        switch (row.action()) {
            case UPSERT -> upserted = row.shape();
            case DELETE -> deleted = row.shape();
        }
        last.put(row.plan().key(row), row);
    }

    @Override
    public void truncate() {
        last = new LastChanges();
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
        List<Change.Row> rows = rows(RowAction.DELETE);
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
