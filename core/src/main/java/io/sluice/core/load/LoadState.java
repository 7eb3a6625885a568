package io.sluice.core.load;

import io.sluice.core.model.SourcePosition;
import io.sluice.core.name.TableId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What all entries of a load together say. Thread-safe. */
public final class LoadState {

    private final Map<TableId, Table> tables = new LinkedHashMap<>();
    private final Map<TableId, LoadEntry.Reload> reloads = new LinkedHashMap<>();
    private Map<String, Long> beginnings = Map.of();
    private OptionalLong load = OptionalLong.empty();
    private long newest;

    /** A table whose log waits until it is loaded. */
    private static final class Table {
        private final long load;
        private Optional<LoadEntry.Begun> begun = Optional.empty();
        private final Map<Integer, LoadEntry.Range> ranges = new TreeMap<>();

        Table(long load) {
            this.load = load;
        }

        boolean isLoaded() {
            return begun.isPresent() && rangesDone() >= begun.get().ranges();
        }

        private int rangesDone() {
            return (int) ranges.values().stream().filter(LoadEntry.Range::done).count();
        }

        LoadedSoFar soFar(TableId id) {
            long rows = 0;
            long bytes = 0;
            long chunks = 0;
            for (LoadEntry.Range range : ranges.values()) {
                rows += range.progress().rows();
                bytes += range.progress().bytes();
                chunks += range.progress().chunks();
            }
            int all = begun.map(LoadEntry.Begun::ranges).orElse(0);
            return new LoadedSoFar(id, false, rows, bytes, chunks, all, rangesDone());
        }
    }

    /** Takes an entry, in the order of the topic; one of a load that counts no more is passed over. */
    public synchronized void take(LoadEntry entry) {
        if (entry instanceof LoadEntry.Start start) {
            load = OptionalLong.empty();
            tables.clear();
            reloads.clear();
            beginnings = start.offsets();
        } else if (entry instanceof LoadEntry.Plan plan) {
            load = OptionalLong.of(plan.load());
            newest = plan.load();
            tables.clear();
            reloads.clear();
            plan.tables().forEach(table -> tables.put(table, new Table(plan.load())));
        } else if (entry instanceof LoadEntry.Hold hold && isLater(hold)) {
            newest = Math.max(newest, hold.load());
            tables.put(hold.table(), new Table(hold.load()));
        } else if (entry instanceof LoadEntry.Begun begun && isOfItsLoad(begun.table(), begun.load())) {
            tables.get(begun.table()).begun = Optional.of(begun);
        } else if (entry instanceof LoadEntry.Range range && isOfItsLoad(range.table(), range.load())) {
            tables.get(range.table()).ranges.put(range.range(), range);
        } else if (entry instanceof LoadEntry.Reload reload && load.isPresent() && reload.load() > load.getAsLong()) {
            newest = Math.max(newest, reload.load());
            reloads.merge(reload.table(), reload, (old, now) -> now.load() >= old.load() ? now : old);
        }
    }

    private boolean isLater(LoadEntry.Hold hold) {
        Table table = tables.get(hold.table());
        return load.isPresent() && hold.load() > (table == null ? load.getAsLong() : table.load);
    }

    private boolean isOfItsLoad(TableId table, long number) {
        return tables.containsKey(table) && tables.get(table).load == number;
    }

    /** The number of the load; empty as long as it is not known which tables it has. */
    public synchronized OptionalLong load() {
        return load;
    }

    /** The greatest number of a load or reload; 0 if there is none. */
    public synchronized long newest() {
        return newest;
    }

    /** Where the log begins in raw topics that have records of an earlier one. */
    public synchronized Map<String, Long> beginnings() {
        return beginnings;
    }

    /** Whether all tables of the load are loaded. */
    public synchronized boolean isComplete() {
        return load.isPresent() && awaited().isEmpty();
    }

    /** The tables of the load that are not loaded yet: their logs wait. */
    public synchronized Set<TableId> awaited() {
        return tables.entrySet().stream()
                .filter(table -> !table.getValue().isLoaded())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The reloads that are not done. */
    public synchronized List<LoadEntry.Reload> reloads() {
        return reloads.values().stream()
                .filter(reload -> reload.stage() != ReloadStage.DONE)
                .toList();
    }

    /** The tables that are being loaded or reloaded, or wait for it. */
    public synchronized List<LoadedSoFar> underWay() {
        List<LoadedSoFar> open = new ArrayList<>();
        tables.forEach((id, table) -> {
            if (!table.isLoaded()) {
                open.add(table.soFar(id));
            }
        });
        reloads()
                .forEach(reload -> open.add(new LoadedSoFar(
                        reload.table(),
                        true,
                        reload.progress().rows(),
                        reload.progress().bytes(),
                        reload.progress().chunks(),
                        1,
                        reload.stage() == ReloadStage.READING ? 0 : 1)));
        return open;
    }

    /** Whether an item is to be done now. */
    public synchronized WorkTurn turn(LoadWork work) {
        if (load.isEmpty() || work.load() < load.getAsLong()) {
            return load.isEmpty() ? WorkTurn.UNKNOWN : WorkTurn.OVER;
        }
        if (work instanceof LoadWork.Reload) {
            LoadEntry.Reload reload = reloads.get(work.table());
            return turn(
                    work, reload == null ? 0 : reload.load(), reload != null && reload.stage() != ReloadStage.READING);
        }
        Table table = tables.get(work.table());
        return turn(work, table == null ? 0 : table.load, table != null && table.isLoaded());
    }

    private static WorkTurn turn(LoadWork work, long number, boolean done) {
        if (work.load() == number) {
            return done ? WorkTurn.OVER : WorkTurn.NOW;
        }
        return work.load() < number ? WorkTurn.OVER : WorkTurn.UNKNOWN;
    }

    /** The greatest positions at which rows of tables were read, by loads and reloads. */
    public synchronized Map<TableId, SourcePosition> highs() {
        Map<TableId, SourcePosition> highs = new HashMap<>();
        tables.forEach((id, table) -> {
            table.begun.flatMap(LoadEntry.Begun::moment).ifPresent(moment -> raise(highs, id, moment));
            table.ranges.values().forEach(range -> range.progress().high().ifPresent(high -> raise(highs, id, high)));
        });
        reloads.forEach((id, reload) -> reload.progress().high().ifPresent(high -> raise(highs, id, high)));
        return highs;
    }

    private static void raise(Map<TableId, SourcePosition> highs, TableId table, SourcePosition high) {
        highs.merge(table, high, (one, other) -> one.compareTo(other) >= 0 ? one : other);
    }

    /** The positions from which on statements alter the structures that tables were loaded with anew. */
    public synchronized Map<TableId, SourcePosition> structures() {
        Map<TableId, SourcePosition> structures = new HashMap<>();
        tables.forEach((id, table) ->
                table.begun.flatMap(LoadEntry.Begun::structure).ifPresent(position -> structures.put(id, position)));
        return structures;
    }

    /** The positions from which on the logs of tables go on that were loaded without a key, or anew. */
    public synchronized Map<TableId, SourcePosition> moments() {
        Map<TableId, SourcePosition> moments = new HashMap<>();
        tables.forEach((id, table) ->
                table.begun.flatMap(LoadEntry.Begun::moment).ifPresent(moment -> moments.put(id, moment)));
        return moments;
    }
}
