package io.sluice.transformer.sequence;

import io.sluice.core.model.RowChange;
import io.sluice.core.model.TargetColumn;
import io.sluice.core.model.TargetTable;
import io.sluice.core.sequence.KeyColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Raises the marks of one table by its rows: one mark for each integer column of the key. */
public final class KeyMarks {

    private final int[] indexes;
    private final HighWaterMarks.Entry[] entries;

    private KeyMarks(int[] indexes, HighWaterMarks.Entry[] entries) {
        this.indexes = indexes;
        this.entries = entries;
    }

    public static KeyMarks of(TargetTable table, HighWaterMarks marks) {
        List<Integer> indexes = new ArrayList<>();
        List<HighWaterMarks.Entry> entries = new ArrayList<>();
        for (int index : table.keyIndexes()) {
            TargetColumn column = table.columns().get(index);
            OptionalLong limit = column.type().largestInteger();
            if (limit.isPresent()) {
                indexes.add(index);
                entries.add(marks.entry(new KeyColumn(table.id(), column.name()), limit.getAsLong()));
            }
        }
        return new KeyMarks(
                indexes.stream().mapToInt(Integer::intValue).toArray(), entries.toArray(HighWaterMarks.Entry[]::new));
    }

    /** Raises the marks by an inserted or changed row; a deleted row does not change them. */
    public void observe(RowChange change) {
        switch (change.operation()) {
            case READ, RELOAD, INSERT, UPDATE -> observe(change.values());
            case DELETE, TRUNCATE, SNAPSHOT, SCHEMA -> {}
        }
    }

    private void observe(Object[] row) {
        for (int i = 0; i < indexes.length; i++) {
            if (row[indexes[i]] instanceof Number value) {
                entries[i].observe(value.longValue());
            }
        }
    }
}
