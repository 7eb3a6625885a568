package io.sluice.verify;

import io.sluice.core.name.TableId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The tables of a comparison.
 *
 * @param pairs those that the pipeline migrates
 * @param onlyInTarget tables of the same PostgreSQL schemas that it does not migrate, by their names there
 */
public record ComparedTables(List<TablePair> pairs, List<TableId> onlyInTarget) {

    public ComparedTables {
        pairs = List.copyOf(pairs);
        onlyInTarget = List.copyOf(onlyInTarget);
    }

    /**
     * @param present the tables that PostgreSQL has, read before MySQL's catalogue: a table that both sides get meanwhile
     *     is then no difference
     */
    public static ComparedTables of(List<TablePair> pairs, List<TableId> present) {
        Set<TableId> migrated = new HashSet<>();
        pairs.forEach(pair -> migrated.add(pair.target().id()));
        return new ComparedTables(
                pairs,
                present.stream().filter(table -> !migrated.contains(table)).toList());
    }
}
