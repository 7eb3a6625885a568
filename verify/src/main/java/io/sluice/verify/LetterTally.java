package io.sluice.verify;

import io.sluice.core.name.TableId;
import java.util.HashMap;
import java.util.Map;

/**
 * How many dead letters a pipeline has, by the table that they come from.
 *
 * @param byTable only tables that have some, by their names in MySQL
 * @param others those that come from none of the tables that are compared
 */
public record LetterTally(Map<TableId, Long> byTable, long others) {

    public LetterTally {
        byTable = Map.copyOf(byTable);
        if (others < 0 || byTable.values().stream().anyMatch(letters -> letters <= 0)) {
            throw new IllegalArgumentException(
                    "a table with dead letters has one at least: " + byTable + ", " + others);
        }
    }

    public static LetterTally none() {
        return new LetterTally(Map.of(), 0);
    }

    /**
     * @param total all dead letters of the pipeline
     * @param byTable those of the tables that are compared; some may have none
     */
    public static LetterTally of(long total, Map<TableId, Long> byTable) {
        Map<TableId, Long> some = new HashMap<>(byTable);
        some.values().removeIf(letters -> letters == 0);
        long known = some.values().stream().mapToLong(Long::longValue).sum();
        return new LetterTally(some, Math.max(0, total - known));
    }

    public long of(TableId table) {
        return byTable.getOrDefault(table, 0L);
    }

    public long total() {
        return others + byTable.values().stream().mapToLong(Long::longValue).sum();
    }
}
