package io.sluice.core.load;

import io.sluice.core.model.SourcePosition;
import io.sluice.core.name.TableId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What all entries of a load together say. Not thread-safe. */
public final class LoadState {

    private final Map<TableId, Table> tables = new LinkedHashMap<>();
    private Map<String, Long> beginnings = Map.of();
    private OptionalLong load = OptionalLong.empty();

    private static final class Table {
        private Optional<LoadEntry.Begun> begun = Optional.empty();
        private final Map<Integer, LoadEntry.Range> ranges = new TreeMap<>();

        boolean isLoaded() {
            return begun.isPresent()
                    && ranges.values().stream().filter(LoadEntry.Range::done).count()
                            >= begun.get().ranges();
        }
    }

    /** Takes an entry, in the order of the topic; one of a load that counts no more is passed over. */
    public void take(LoadEntry entry) {
        if (entry instanceof LoadEntry.Start start) {
            load = OptionalLong.empty();
            tables.clear();
            beginnings = start.offsets();
        } else if (entry instanceof LoadEntry.Plan plan) {
            load = OptionalLong.of(plan.load());
            tables.clear();
            plan.tables().forEach(this::table);
        } else if (entry instanceof LoadEntry.Begun begun && isOfThisLoad(begun.load())) {
            table(begun.table()).begun = Optional.of(begun);
        } else if (entry instanceof LoadEntry.Range range && isOfThisLoad(range.load())) {
            table(range.table()).ranges.put(range.range(), range);
        }
    }

    private boolean isOfThisLoad(long number) {
        return load.isPresent() && load.getAsLong() == number;
    }

    private Table table(TableId id) {
        return tables.computeIfAbsent(id, same -> new Table());
    }

    /** The number of the load; empty as long as it is not known which tables it has. */
    public OptionalLong load() {
        return load;
    }

    /** Where the log begins in raw topics that have records of an earlier one. */
    public Map<String, Long> beginnings() {
        return beginnings;
    }

    /** Whether all tables of the load are loaded. */
    public boolean isComplete() {
        return load.isPresent() && awaited().isEmpty();
    }

    /** The tables of the load that are not loaded yet. */
    public Set<TableId> awaited() {
        return tables.entrySet().stream()
                .filter(table -> !table.getValue().isLoaded())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The positions from which on the logs of tables without a key go on. */
    public Map<TableId, SourcePosition> moments() {
        Map<TableId, SourcePosition> moments = new HashMap<>();
        tables.forEach((id, table) ->
                table.begun.flatMap(LoadEntry.Begun::moment).ifPresent(moment -> moments.put(id, moment)));
        return moments;
    }
}
