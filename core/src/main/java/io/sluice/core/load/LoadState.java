package io.sluice.core.load;

import io.sluice.core.model.SourcePosition;
import io.sluice.core.name.TableId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What all entries of a load together say. Not thread-safe. */
public final class LoadState {

    private final Map<TableId, Table> tables = new LinkedHashMap<>();
    private boolean planned;

    private static final class Table {
        private Optional<LoadEntry.Begun> begun = Optional.empty();
        private final Map<Integer, LoadEntry.Range> ranges = new TreeMap<>();

        boolean isLoaded() {
            return begun.isPresent()
                    && ranges.values().stream().filter(LoadEntry.Range::done).count()
                            == begun.get().ranges();
        }
    }

    /** Takes an entry, in the order of the topic. */
    public void take(LoadEntry entry) {
        if (entry instanceof LoadEntry.Plan plan) {
            planned = true;
            tables.clear();
            plan.tables().forEach(this::table);
        } else if (entry instanceof LoadEntry.Begun begun) {
            table(begun.table()).begun = Optional.of(begun);
        } else if (entry instanceof LoadEntry.Range range) {
            table(range.table()).ranges.put(range.range(), range);
        }
    }

    private Table table(TableId id) {
        return tables.computeIfAbsent(id, same -> new Table());
    }

    /** Whether it is known which tables the load has. */
    public boolean isPlanned() {
        return planned;
    }

    /** Whether all tables of the load are loaded. */
    public boolean isComplete() {
        return planned && awaited().isEmpty();
    }

    /** The tables of the load that are not loaded yet. */
    public Set<TableId> awaited() {
        return tables.entrySet().stream()
                .filter(table -> !table.getValue().isLoaded())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The position from which on the log of a table without a key goes on; empty for a table with a key. */
    public Optional<SourcePosition> moment(TableId table) {
        return Optional.ofNullable(tables.get(table))
                .flatMap(known -> known.begun)
                .flatMap(LoadEntry.Begun::moment);
    }
}
