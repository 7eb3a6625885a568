package io.sluice.verify;

import io.sluice.verify.RowHash.Hash;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.function.Predicate;

/**
 * Compares a table without a key: as multisets of rows, whatever their order.
 *
 * <ol>
 *   <li>Each side is read once; the rows' hashes are summed up in {@link Buckets}. If all buckets agree, the sides do.
 *   <li>The buckets that do not are looked at again, in groups of so many rows that memory stays bounded. In rounds, as
 *       {@link Candidate} has them: with MySQL's rows counted by hash, a fence is passed, PostgreSQL's are counted, then
 *       MySQL's again. Hashes that come up later belong to rows written since:
 *       they are left alone, so that a table that only ever grows settles.
 *   <li>One more reading finds rows for the hashes that differ, to show some.
 * </ol>
 *
 * <p>Every group reads the whole table at least three times; there is more than one only if the differing buckets hold
 * more than {@value #GROUP_ROWS} rows.
 */
final class KeylessComparison {

    static final long GROUP_ROWS = 250_000;
    private static final int PROGRESS_ROWS = 10_000;

    /** How often MySQL and PostgreSQL have one row. */
    private record Counts(long source, long target) {}

    private final Sides sides;
    private final Fence fence;
    private final TableTally tally;
    private final LongConsumer progress;
    private final RowHash hash;
    private final Map<Hash, Counts> examples = new LinkedHashMap<>();

    private KeylessComparison(Sides sides, Fence fence, TableTally tally, LongConsumer progress) {
        this.sides = sides;
        this.fence = fence;
        this.tally = tally;
        this.progress = progress;
        this.hash = new RowHash(sides.pair().target().columns());
    }

    static TableComparison compare(Sides sides, Fence fence, OpenLetters letters, LongConsumer progress)
            throws SQLException, InterruptedException {
        TableTally tally = new TableTally(sides.pair(), letters, fence);
        return new KeylessComparison(sides, fence, tally, progress).compare();
    }

    private TableComparison compare() throws SQLException, InterruptedException {
        Buckets source = new Buckets();
        Buckets target = new Buckets();
        long[] setAside = {0};
        long sourceRows = forEach(sides.scanSource(), (rowHash, row) -> {
            if (Unmappable.setsAside(row)) {
                setAside[0]++;
            } else {
                source.add(rowHash);
            }
            return true;
        });
        tally.setAsideOfKeyless(setAside[0]);
        forEach(sides.scanTarget(), (rowHash, row) -> {
            target.add(rowHash);
            return true;
        });
        for (BitSet group : source.differing(target, GROUP_ROWS)) {
            settle(group);
        }
        findExamples();
        tally.settleLetters();
        return tally.comparison(sourceRows);
    }

    private void settle(BitSet group) throws SQLException, InterruptedException {
        Predicate<Hash> inGroup = rowHash -> group.get(Buckets.of(rowHash));
        Map<Hash, Candidate<Long>> open = new HashMap<>();
        count(sides.scanSource(), inGroup).forEach((rowHash, rows) -> open.put(rowHash, new Candidate<>(rows)));
        fence.pass();
        Map<Hash, Long> targets = count(sides.scanTarget(), inGroup);
        targets.keySet().forEach(rowHash -> open.computeIfAbsent(rowHash, absent -> new Candidate<>(0L)));
        observe(open, targets);
        for (int round = 2; round <= Candidate.ROUNDS_MAX && !open.isEmpty(); round++) {
            fence.pass();
            observe(open, count(sides.scanTarget(), open::containsKey));
        }
        tally.unsettled(open.size());
    }

    private void observe(Map<Hash, Candidate<Long>> open, Map<Hash, Long> targets)
            throws SQLException, InterruptedException {
        Map<Hash, Long> sources = count(sides.scanSource(), open::containsKey);
        open.entrySet().removeIf(entry -> {
            Counts counts =
                    new Counts(sources.getOrDefault(entry.getKey(), 0L), targets.getOrDefault(entry.getKey(), 0L));
            return switch (entry.getValue().observe(counts.target(), counts.source())) {
                case OPEN -> false;
                case IN_STEP -> true;
                case DIFFERENT -> {
                    differ(entry.getKey(), counts);
                    yield true;
                }
            };
        });
    }

    private void differ(Hash rowHash, Counts counts) {
        tally.counts(counts.source(), counts.target());
        if (examples.size() < TableComparison.SAMPLES_MAX) {
            examples.put(rowHash, counts);
        }
    }

    private Map<Hash, Long> count(RowCursor rows, Predicate<Hash> wanted) throws SQLException, InterruptedException {
        Map<Hash, Long> counts = new HashMap<>();
        forEach(rows, (rowHash, row) -> {
            if (wanted.test(rowHash) && !Unmappable.setsAside(row)) {
                counts.merge(rowHash, 1L, Long::sum);
            }
            return true;
        });
        return counts;
    }

    /** A row that is only on its way out meanwhile is not found again, and not shown. */
    private void findExamples() throws SQLException, InterruptedException {
        Map<Hash, Counts> missing = new HashMap<>(examples);
        missing.values().removeIf(counts -> counts.source() < counts.target());
        Map<Hash, Counts> extra = new HashMap<>(examples);
        extra.values().removeIf(counts -> counts.source() > counts.target());
        if (!missing.isEmpty()) {
            forEach(sides.scanSource(), (rowHash, row) -> {
                Counts counts = missing.remove(rowHash);
                if (counts != null) {
                    tally.sample(row, null, times(counts));
                }
                return !missing.isEmpty();
            });
        }
        if (!extra.isEmpty()) {
            forEach(sides.scanTarget(), (rowHash, row) -> {
                Counts counts = extra.remove(rowHash);
                if (counts != null) {
                    tally.sample(null, row, times(counts));
                }
                return !extra.isEmpty();
            });
        }
    }

    private static String times(Counts counts) {
        return "%d times in MySQL, %d times in PostgreSQL".formatted(counts.source(), counts.target());
    }

    @FunctionalInterface
    private interface Visit {
        /** Whether to go on. */
        boolean row(Hash rowHash, Object[] row);
    }

    /** Reads until the end or until told to stop, and closes; returns the number of rows read. */
    private long forEach(RowCursor cursor, Visit visit) throws SQLException, InterruptedException {
        try (RowCursor rows = cursor) {
            long count = 0;
            for (Object[] row = rows.next(); row != null; row = rows.next()) {
                count++;
                if (count % PROGRESS_ROWS == 0) {
                    progress.accept(count);
                    if (Thread.interrupted()) {
                        throw new InterruptedException("another table's comparison has failed");
                    }
                }
                if (!visit.row(hash.of(row), row)) {
                    break;
                }
            }
            progress.accept(count);
            return count;
        }
    }
}
