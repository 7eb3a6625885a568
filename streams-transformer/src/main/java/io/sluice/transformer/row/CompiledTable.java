package io.sluice.transformer.row;

import io.sluice.core.model.ChangeEvent;
import io.sluice.core.model.RowChange;
import io.sluice.transformer.decode.DecodedRecord;
import io.sluice.transformer.sequence.KeyMarks;
import io.sluice.transformer.snapshot.TableSnapshot;
import io.sluice.transformer.topic.OutputRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * Everything that is done with the rows of one table at one schema version, compiled. Belongs to one task, since marks
 * and snapshots live in the task's stores and the output's buffer is used again and again.
 */
final class CompiledTable {

    private final TableSnapshot snapshot;
    private final RowChanges changes;
    private final RowOutput output;
    private final KeyMarks marks;

    CompiledTable(TableSnapshot snapshot, RowChanges changes, RowOutput output, KeyMarks marks) {
        this.snapshot = snapshot;
        this.changes = changes;
        this.output = output;
        this.marks = marks;
    }

    /**
     * Takes note of a record's place in a snapshot, and returns whether its beginning has to be sent before it, which
     * empties the table. Of a table in several partitions it never is: its snapshot is read by several tasks, none of
     * which knows whether another has begun, and each would remove what others have written.
     */
    boolean snapshotBegins(DecodedRecord record) {
        return snapshot.begins(record) && output.partitions() == 1;
    }

    /**
     * The records of one change event; all are encoded before any is sent, so that a failure leaves nothing half done.
     *
     * @param inputPartition where a row goes that has no key to choose a partition by
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
