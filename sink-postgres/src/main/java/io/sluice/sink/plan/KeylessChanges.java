package io.sluice.sink.plan;

import io.sluice.core.name.TableId;
import io.sluice.sink.change.Change;
import io.sluice.sink.change.TableShape;
import java.util.ArrayList;
import java.util.List;

/** Keeps every change, and their order: equal rows are different rows here. Runs of inserts become one step. */
final class KeylessChanges implements TableChanges {

    private final TableShape shape;
    private final List<Step> steps = new ArrayList<>();
    private List<Change.Row> run = new ArrayList<>();
    private boolean truncated;

    KeylessChanges(TableShape shape) {
        this.shape = shape;
    }

    @Override
    public boolean accepts(Change.Row row) {
        return shape.equals(row.shape());
    }

    @Override
    public void add(Change.Row row) {
        switch (row.action()) {
            case UPSERT -> run.add(row);
            case DELETE -> {
                endRun();
                steps.add(new Step.DeleteMatching(row));
            }
        }
    }

    @Override
    public void truncate() {
        steps.clear();
        run.clear();
        truncated = true;
    }

    @Override
    public List<Step> removals(TableId table) {
        return truncated ? List.of(new Step.TruncateTable(table)) : List.of();
    }

    @Override
    public List<Step> writes() {
        endRun();
        return List.copyOf(steps);
    }

    private void endRun() {
        if (!run.isEmpty()) {
            steps.add(new Step.AppendRows(shape, run));
            run = new ArrayList<>();
        }
    }
}
