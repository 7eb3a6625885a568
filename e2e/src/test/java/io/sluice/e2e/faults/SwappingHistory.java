package io.sluice.e2e.faults;

import io.sluice.core.model.Operation;
import io.sluice.e2e.faults.Event.Fate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows whose third column is unique as well, and that take that value from each other: swaps by way of a value that
 * nobody has, chains, and rows that are deleted and come back under another key. The second column counts changes.
 */
final class SwappingHistory extends History {

    private static final int ROWS = 40;

    private final Map<Long, List<Object>> rows = new HashMap<>();

    /** Of the statement under way. */
    private List<Event> events = new ArrayList<>();

    private long version;
    private long lastId;
    private long lastCode;

    SwappingHistory(Table table, long seed) {
        super(table, 1, seed);
    }

    @Override
    List<Event> next() {
        events = new ArrayList<>();
        if (rows.size() < ROWS) {
            put(++lastId, newCode());
        } else {
            switch (random.nextInt(4)) {
                case 0 -> swap();
                case 1 -> chain();
                case 2 -> move();
                default -> put(anyId(), newCode());
            }
        }
        return events;
    }

    private void swap() {
        long one = anyId();
        long other = anyId();
        if (one != other) {
            String code = code(one);
            put(one, newCode());
            String taken = code(other);
            put(other, code);
            put(one, taken);
        } else {
            put(one, newCode());
        }
    }

    /** Each row takes what the one before it has left. */
    private void chain() {
        String free = newCode();
        for (int length = 2 + random.nextInt(5); length > 0; length--) {
            long id = anyId();
            String left = code(id);
            put(id, free);
            free = left;
        }
    }

    private void move() {
        long id = anyId();
        String code = code(id);
        events.add(delete(rows.remove(id)));
        put(++lastId, code);
    }

    private void put(long id, String code) {
        List<Object> row = new ArrayList<>(List.of(id, ++version, code));
        row.addAll(randomRow(id, version, code)
                .subList(row.size(), table().columns().size()));
        List<Object> before = rows.getOrDefault(id, List.of());
        // A column that these records do not have keeps its value.
        if (before.size() > row.size()) {
            row.addAll(before.subList(row.size(), before.size()));
        }
        Operation operation = rows.put(id, row) == null ? Operation.INSERT : Operation.UPDATE;
        events.add(upsert(operation, row.subList(0, table().columns().size())));
    }

    /** Not the first row, which keeps what it has, for {@link #poison}. */
    private long anyId() {
        List<Long> ids = rows.keySet().stream().sorted().skip(1).toList();
        return ids.get(random.nextInt(ids.size()));
    }

    private String code(long id) {
        return (String) rows.get(id).get(2);
    }

    private String newCode() {
        return "code " + ++lastCode;
    }

    /**
     * A value that another row has and keeps: one that the row gave up in the same batch would be free by then. Without
     * any row, a version below zero, which no row may have.
     */
    @Override
    Event poison() {
        if (rows.isEmpty()) {
            return upsert(Operation.INSERT, Fate.DEAD_LETTER, randomRow(++lastId, -1L - ++version, newCode()));
        }
        return upsert(
                Operation.INSERT,
                Fate.DEAD_LETTER,
                randomRow(++lastId, ++version, code(Collections.min(rows.keySet()))));
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
