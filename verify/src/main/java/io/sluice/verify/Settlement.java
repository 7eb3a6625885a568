package io.sluice.verify;

import io.sluice.verify.RowHash.Hash;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides which keys at which a scan saw the two sides differ are differences, and which were only on their way.
 *
 * <p>It goes in rounds, as {@link Candidate} has them. A row that changes in MySQL in every round, and never meets
 * PostgreSQL's, is a difference if PostgreSQL's stayed the same behind all those fences; else it remains unsettled.
 * Memory: the keys of a batch, two hashes each, and the rows of one chunk.
 */
final class Settlement {

    private static final int CHUNK_KEYS = 500;

    private static final Hash NO_ROW = new Hash(0, 0);

    private final KeyLookup lookup;
    private final Fence fence;
    private final RowHash hash;
    private final TableTally tally;

    Settlement(KeyLookup lookup, Fence fence, RowHash hash, TableTally tally) {
        this.lookup = lookup;
        this.fence = fence;
        this.hash = hash;
        this.tally = tally;
    }

    void settle(Collection<List<Object>> keys) throws SQLException, InterruptedException {
        Map<List<Object>, Candidate<Hash>> open = new LinkedHashMap<>();
        for (List<List<Object>> chunk : chunks(keys)) {
            Map<List<Object>, Object[]> rows = lookup.source(chunk);
            chunk.forEach(key -> open.put(key, new Candidate<>(hash(rows.get(key)))));
        }
        for (int round = 1; round <= Candidate.ROUNDS_MAX && !open.isEmpty(); round++) {
            fence.pass();
            for (List<List<Object>> chunk : chunks(open.keySet())) {
                compare(chunk, open);
            }
        }
        giveUp(open);
    }

    private void compare(List<List<Object>> chunk, Map<List<Object>, Candidate<Hash>> open)
            throws SQLException, InterruptedException {
        // In this order: PostgreSQL's rows have to be read between two readings of MySQL's.
        Set<List<Object>> repeated = new HashSet<>();
        Map<List<Object>, Object[]> targets = lookup.target(chunk, repeated);
        Map<List<Object>, Object[]> sources = lookup.source(chunk);
        for (List<Object> key : chunk) {
            Object[] source = sources.get(key);
            Object[] target = targets.get(key);
            if (repeated.contains(key)) {
                tally.differs(source, target, "PostgreSQL has the key more than once");
                open.remove(key);
                continue;
            }
            switch (open.get(key).observe(hash(target), hash(source))) {
                case OPEN -> {}
                case IN_STEP -> open.remove(key);
                case DIFFERENT -> {
                    tally.differs(source, target, "");
                    open.remove(key);
                }
            }
        }
    }

    private void giveUp(Map<List<Object>, Candidate<Hash>> open) throws SQLException, InterruptedException {
        tally.unsettled(
                open.values().stream().filter(candidate -> !candidate.isStuck()).count());
        open.values().removeIf(candidate -> !candidate.isStuck());
        for (List<List<Object>> chunk : chunks(open.keySet())) {
            Map<List<Object>, Object[]> targets = lookup.target(chunk, new HashSet<>());
            Map<List<Object>, Object[]> sources = lookup.source(chunk);
            for (List<Object> key : chunk) {
                Object[] source = sources.get(key);
                Object[] target = targets.get(key);
                if (source == null && target == null) {
                    tally.unsettled(1); // gone from both sides at last
                } else {
                    tally.differs(source, target, "it keeps changing in MySQL only");
                }
            }
        }
    }

    private Hash hash(Object[] row) {
        return row == null ? NO_ROW : hash.of(row);
    }

    private static List<List<List<Object>>> chunks(Collection<List<Object>> keys) {
        List<List<Object>> all = new ArrayList<>(keys);
        List<List<List<Object>>> chunks = new ArrayList<>();
        for (int i = 0; i < all.size(); i += CHUNK_KEYS) {
            chunks.add(all.subList(i, Math.min(all.size(), i + CHUNK_KEYS)));
        }
        return chunks;
    }
}
