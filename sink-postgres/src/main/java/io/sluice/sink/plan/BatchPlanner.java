package io.sluice.sink.plan;

import io.sluice.core.name.TableId;
import io.sluice.sink.change.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes steps of changes: the last image of each row wins, deletes come before upserts so that a value that moves
 * from one row to another is free by then, rows are sorted by key, and a truncate drops what came before it.
 *
 * <p>What the steps do differs from the changes one after the other only where a secondary unique index is in the
 * way; PostgreSQL then refuses the batch, and it is applied in parts.
 */
public final class BatchPlanner {

    private final TableOrder order;
    private final List<Step> steps = new ArrayList<>();
    private final Map<SequenceId, Step.RaiseSequence> sequences = new LinkedHashMap<>();
    private Wave wave = new Wave();

    private record SequenceId(TableId table, String column) {}

    private BatchPlanner(TableOrder order) {
        this.order = order;
    }

    /**
     * The steps for these changes, to be done one after the other. Those that cannot be read have none, nor have schema
     * changes, each of which is a transaction of its own.
     */
    public static BatchPlan plan(List<Change> changes, TableOrder order) {
        BatchPlanner planner = new BatchPlanner(order);
        changes.forEach(planner::add);
        planner.endWave();
        planner.steps.addAll(planner.sequences.values());
        return new BatchPlan(planner.steps);
    }

    private void add(Change change) {
        if (change instanceof Change.Row row) {
            addRow(row);
        } else if (change instanceof Change.Truncate truncate) {
            wave.truncate(truncate.table());
        } else if (change instanceof Change.SequenceRaise raise) {
            addSequence(raise);
        }
    }

    private void addRow(Change.Row row) {
        if (!wave.add(row)) {
            endWave();
            wave.add(row);
        }
    }

    private void addSequence(Change.SequenceRaise raise) {
        var step = new Step.RaiseSequence(raise.table(), raise.column(), raise.reserved());
        sequences.merge(
                new SequenceId(raise.table(), raise.column()),
                step,
                (one, other) -> one.reserved() >= other.reserved() ? one : other);
    }

    private void endWave() {
        steps.addAll(wave.steps(order));
        wave = new Wave();
    }
}
