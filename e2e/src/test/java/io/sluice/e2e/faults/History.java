package io.sluice.e2e.faults;

import io.sluice.core.model.Operation;
import io.sluice.e2e.faults.Event.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * Makes up the changes of one table, one after the other, and knows which rows they leave: the reference. The same
 * seed makes the same history.
 */
abstract class History {

    final Random random;
    private final int partitions;
    private Table table;
    private Table widest;
    private Schema keySchema;
    private Schema valueSchema;

    History(Table table, int partitions, long seed) {
        this.partitions = partitions;
        this.random = new Random(seed);
        this.widest = table;
        evolve(table);
    }

    /** From now on the records have other columns; those of the present table come first and keep their places. */
    final void evolve(Table next) {
        table = next;
        widest = next.columns().size() > widest.columns().size() ? next : widest;
        keySchema = next.keySchema();
        valueSchema = next.valueSchema();
    }

    final Table table() {
        return table;
    }

    /** Whether earlier records had more columns. */
    final boolean declaresLess() {
        return table.columns().size() < widest.columns().size();
    }

    /** The changes of the next statement that the table's source has seen. */
    abstract List<Event> next();

    /** A record that the target refuses; the reference stays as it is. */
    abstract Event poison();

    /** The rows there are, in any order; a row that is older than a column may be shorter. */
    abstract List<List<Object>> rows();

    /** Another history begins: there are no rows. */
    abstract void clear();

    /** A snapshot of the table as it is now: what empties the table, and a record of each row. */
    final List<Event> snapshot() {
        if (partitions > 1) {
            throw new IllegalStateException("a snapshot of several partitions begins in none of them alone");
        }
        List<Event> events = new ArrayList<>();
        Struct emptying = new Struct(table.emptyingSchema());
        events.add(new Event(0, Operation.SNAPSHOT, Fate.APPLIED, emptying, emptying));
        rows().forEach(row -> events.add(upsert(Operation.READ, row)));
        return events;
    }

    /** What the target's table must have, with all columns that any record had. */
    final List<String> reference() {
        return rows().stream()
                .map(row -> widest.text(padded(row, widest)))
                .sorted()
                .toList();
    }

    /** Reads the target's table for comparison with the reference; the order is any. */
    final String query() {
        return widest.query();
    }

    final Event upsert(Operation operation, List<Object> row) {
        return upsert(operation, Fate.APPLIED, row);
    }

    final Event upsert(Operation operation, Fate fate, List<Object> row) {
        List<Object> full = padded(row, table);
        Struct key = keySchema == null ? null : Table.struct(keySchema, full);
        return new Event(partition(full), operation, fate, key, Table.struct(valueSchema, full));
    }

    /** @param row of a table with a key, whose first column it is */
    final Event delete(List<Object> row) {
        return new Event(partition(row), Operation.DELETE, Fate.APPLIED, Table.struct(keySchema, row), null);
    }

    /** A value for each column but the first ones. */
    final List<Object> randomRow(Object... first) {
        List<Object> row = new ArrayList<>(List.of(first));
        while (row.size() < table.columns().size()) {
            row.add(
                    random.nextInt(10) == 0
                            ? null
                            : table.columns().get(row.size()).type().random(random));
        }
        return row;
    }

    private static List<Object> padded(List<Object> row, Table to) {
        List<Object> full = new ArrayList<>(row);
        while (full.size() < to.columns().size()) {
            full.add(null);
        }
        return full;
    }

    private int partition(List<Object> row) {
        return partitions == 1 ? 0 : Math.floorMod((Long) row.get(0), partitions);
    }
}
