package io.sluice.verify;

import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Compares a table that has a key: both sides are read in the order of the key and merged. What does not match is a
 * candidate, and {@link Settlement} has the last word on it. Should the servers disagree about the order of two keys, rows
 * become candidates without need, and no verdict is wrong for it.
 *
 * <p>Memory: a few megabytes of each side's rows, and one batch of candidates.
 */
final class KeyedComparison {

    /** Many, because each batch waits for at least two fences; few enough for memory. */
    static final int BATCH_KEYS = 20_000;

    private static final int PROGRESS_ROWS = 10_000;

    private final Sides sides;
    private final Settlement settlement;
    private final TableTally tally;
    private final LongConsumer progress;
    private final KeyOrder order;
    private final RowEquality equality;
    private final Set<List<Object>> candidates = new LinkedHashSet<>();
    private long sourceRows;

    private KeyedComparison(Sides sides, Settlement settlement, TableTally tally, LongConsumer progress) {
        this.sides = sides;
        this.settlement = settlement;
        this.tally = tally;
        this.progress = progress;
        this.order = new KeyOrder(sides.pair().target());
        this.equality = new RowEquality(sides.pair().target().columns());
    }

    static TableComparison compare(Sides sides, Fence fence, OpenLetters letters, LongConsumer progress)
            throws SQLException, InterruptedException {
        TableTally tally = new TableTally(sides.pair(), letters, fence);
        try (KeyLookup lookup = sides.lookup()) {
            RowHash hash = new RowHash(sides.pair().target().columns());
            Settlement settlement = new Settlement(lookup, fence, hash, tally);
            KeyedComparison comparison = new KeyedComparison(sides, settlement, tally, progress);
            comparison.merge();
            tally.settleLetters();
            return tally.comparison(comparison.sourceRows);
        }
    }

    private void merge() throws SQLException, InterruptedException {
        try (RowCursor sources = sides.scanSource();
                RowCursor targets = sides.scanTarget()) {
            Object[] source = nextSource(sources);
            Object[] target = targets.next();
            while (source != null || target != null) {
                int which = source == null ? 1 : target == null ? -1 : order.compare(source, target);
                if (which <= 0 && Unmappable.setsAside(source)) {
                    tally.differs(source, which < 0 ? null : target, "");
                } else if (which < 0) {
                    candidate(source);
                } else if (which > 0) {
                    candidate(target);
                } else if (!equality.same(source, target)) {
                    candidate(source);
                }
                source = which <= 0 ? nextSource(sources) : source;
                target = which >= 0 ? targets.next() : target;
            }
        }
        settlement.settle(candidates);
        progress.accept(sourceRows);
    }

    /** The next row with a key that PostgreSQL can hold; one without is a difference however long one waits. */
    private Object[] nextSource(RowCursor sources) throws SQLException, InterruptedException {
        while (true) {
            Object[] row = sources.next();
            if (row == null) {
                return null;
            }
            sourceRows++;
            if (sourceRows % PROGRESS_ROWS == 0) {
                beat();
            }
            String reason = order.unmappable(row);
            if (reason.isEmpty()) {
                return row;
            }
            tally.differs(row, null, reason);
        }
    }

    private void beat() throws InterruptedException {
        progress.accept(sourceRows);
        if (Thread.interrupted()) {
            throw new InterruptedException("another table's comparison has failed");
        }
    }

    private void candidate(Object[] row) throws SQLException, InterruptedException {
        candidates.add(order.key(row));
        if (candidates.size() == BATCH_KEYS) {
            settlement.settle(candidates);
            candidates.clear();
        }
    }
}
