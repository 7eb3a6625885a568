package io.sluice.e2e.faults;

import io.sluice.core.model.Operation;
import io.sluice.e2e.faults.Event.Fate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Inserts, updates and deletes over few enough keys for all of them to meet. The second column counts changes. */
final class KeyedHistory extends History {

    private final int keys;
    private final Map<Long, List<Object>> rows = new HashMap<>();
    private long version;

    KeyedHistory(Table table, int partitions, int keys, long seed) {
        super(table, partitions, seed);
        this.keys = keys;
    }

    @Override
    List<Event> next() {
        long id = random.nextInt(keys);
        if (rows.containsKey(id) && random.nextInt(4) == 0) {
            return List.of(delete(rows.remove(id)));
        }
        List<Object> row = randomRow(id, ++version);
        // A column that these records do not have keeps its value.
        List<Object> before = rows.getOrDefault(id, List.of());
        if (before.size() > row.size()) {
            row.addAll(before.subList(row.size(), before.size()));
        }
        Operation operation = rows.put(id, row) == null ? Operation.INSERT : Operation.UPDATE;
        return List.of(upsert(operation, row.subList(0, table().columns().size())));
    }

    /** No row may have a version below zero. Its key is its own: another change of it might hide this one in a batch. */
    @Override
    Event poison() {
        long id = keys + ++version;
        return upsert(Operation.INSERT, Fate.DEAD_LETTER, randomRow(id, -version));
    }

    @Override
    List<List<Object>> rows() {
        return new ArrayList<>(rows.values());
    }

    @Override
    void clear() {
        rows.clear();
    }
}
