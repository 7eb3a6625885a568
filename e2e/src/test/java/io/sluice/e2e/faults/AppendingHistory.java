package io.sluice.e2e.faults;

import io.sluice.core.model.Operation;
import io.sluice.e2e.faults.Event.Fate;
import java.util.ArrayList;
import java.util.List;

/** Rows without a key, many of them the same. The first column is small. */
final class AppendingHistory extends History {

    private static final int DIFFERENT_ROWS = 50;

    private final List<List<Object>> rows = new ArrayList<>();

    AppendingHistory(Table table, long seed) {
        super(table, 1, seed);
    }

    @Override
    List<Event> next() {
        long number = random.nextInt(DIFFERENT_ROWS);
        List<Object> row = new ArrayList<>(List.of(number, "row " + number));
        row.addAll(randomRow(number, "").subList(2, table().columns().size()));
        rows.add(row);
        return List.of(upsert(Operation.INSERT, row));
    }

    /** No row may have a number below zero. */
    @Override
    Event poison() {
        return upsert(Operation.INSERT, Fate.DEAD_LETTER, randomRow(-1L, "poison"));
    }

    @Override
    List<List<Object>> rows() {
        return new ArrayList<>(rows);
    }

    @Override
    void clear() {
        rows.clear();
    }
}
