package io.sluice.sink.apply;

import io.sluice.sink.change.Change;
import io.sluice.sink.change.Change.RowAction;
import io.sluice.sink.change.TableShape;
import io.sluice.sink.plan.BatchPlan;
import io.sluice.sink.plan.Step;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The shapes of the rows to be written. Tables and types are made to fit them. */
final class WrittenShapes {

    private WrittenShapes() {}

    static List<TableShape> of(BatchPlan plan) {
        List<TableShape> shapes = new ArrayList<>();
        for (Step step : plan.steps()) {
            if (step instanceof Step.UpsertRows upsert) {
                shapes.add(upsert.shape());
            } else if (step instanceof Step.LoadRows load) {
                shapes.add(load.shape());
            } else if (step instanceof Step.AppendRows append) {
                shapes.add(append.shape());
            }
        }
        return shapes;
    }

    /** Includes rows that a plan for all the changes drops because later ones replace or delete them. */
    static Set<TableShape> of(List<Change> changes) {
        Set<TableShape> shapes = new LinkedHashSet<>();
        TableShape last = null;
        for (Change change : changes) {
            if (change instanceof Change.Row row
                    && row.action() == RowAction.UPSERT
                    && !row.shape().equals(last)) {
                last = row.shape();
                shapes.add(last);
            }
        }
        return shapes;
    }
}
