package io.sluice.sink.plan;

import io.sluice.core.name.TableId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The order in which tables are written so that foreign keys hold: referenced before referencing, and deletes the
 * other way round.
 *
 * @param depths how many tables the longest chain of references from a table passes; absent is 0
 */
public record TableOrder(Map<TableId, Integer> depths) {

    /** Where foreign keys are not checked, or where there are none. */
    public static final TableOrder ANY = new TableOrder(Map.of());

    public TableOrder {
        depths = Map.copyOf(depths);
    }

    List<TableId> sorted(Iterable<TableId> tables) {
        List<TableId> sorted = new ArrayList<>();
        tables.forEach(sorted::add);
        sorted.sort(Comparator.<TableId>comparingInt(table -> depths.getOrDefault(table, 0))
                .thenComparing(Comparator.naturalOrder()));
        return sorted;
    }
}
