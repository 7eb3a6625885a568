package io.sluice.sink.plan;

import io.sluice.sink.change.Change;
import io.sluice.sink.change.RowKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The last change of each row, by key. Costs no more than a list as long as keys come in rising order, as those of a
 * snapshot and of most new rows do. Not thread-safe.
 */
final class LastChanges {

    private List<Change.Row> rising = new ArrayList<>();
    private RowKey highest;
    /** Null as long as all keys have come in rising order. */
    private Map<RowKey, Change.Row> byKey;

    /** Returns the change that was the row's last one until now, or null. */
    Change.Row put(RowKey key, Change.Row row) {
        if (byKey == null && (highest == null || key.compareTo(highest) > 0)) {
            rising.add(row);
            highest = key;
            return null;
        }
        if (byKey == null) {
            byKey = new HashMap<>();
            rising.forEach(earlier -> byKey.put(earlier.plan().key(earlier), earlier));
            rising = List.of();
        }
        return byKey.put(key, row);
    }

    /** In the order of their keys, so that two tasks lock in one order. */
    List<Change.Row> sorted() {
        return byKey == null
                ? rising
                : byKey.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(Map.Entry::getValue)
                        .toList();
    }
}
