package io.sluice.transformer.row;

import io.sluice.core.model.ChangeEvent;
import io.sluice.core.model.RowChange;
import io.sluice.transformer.sequence.KeyMarks;
import io.sluice.transformer.topic.OutputRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * The compiled processing of the rows of one table at one schema version. Belongs to one task, since marks
 * are in the task's store and the output's buffer is reused.
 */
final class CompiledTable {

    private final RowChanges changes;
    private final RowOutput output;
    private final KeyMarks marks;

    CompiledTable(RowChanges changes, RowOutput output, KeyMarks marks) {
        this.changes = changes;
        this.output = output;
        this.marks = marks;
    }

    /**
     * The records of one change event; all are encoded before any is sent, so that a failure leaves nothing half done.
     *
     * @param inputPartition the partition of a row without a key, which cannot be chosen by the key
     */
    List<OutputRecord> records(ChangeEvent event, int inputPartition) {
        List<RowChange> rows = changes.of(event);
        List<OutputRecord> records = new ArrayList<>(rows.size());
        for (RowChange row : rows) {
            records.add(output.record(row, inputPartition));
        }
        for (RowChange row : rows) {
            marks.observe(row);
        }
        return records;
    }
}
