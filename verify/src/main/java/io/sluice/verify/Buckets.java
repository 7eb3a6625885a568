package io.sluice.verify;

import io.sluice.verify.RowHash.Hash;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** A multiset of row hashes, reduced to a count and a sum per bucket: two megabytes whatever its size. */
final class Buckets {

    static final int COUNT = 1 << 16;

    private final long[] rows = new long[COUNT];
    private final long[] highs = new long[COUNT];
    private final long[] lows = new long[COUNT];

    static int of(Hash hash) {
        return (int) hash.low() & (COUNT - 1);
    }

    void add(Hash hash) {
        int bucket = of(hash);
        rows[bucket]++;
        // Sums, not exclusive ors: those would not see a row that is there twice more.
        highs[bucket] += hash.high();
        lows[bucket] += hash.low();
    }

    /** The buckets in which this multiset and the other differ, in groups with about as many rows as asked for. */
    List<BitSet> differing(Buckets other, long groupRows) {
        List<BitSet> groups = new ArrayList<>();
        BitSet group = new BitSet(COUNT);
        long inGroup = 0;
        for (int i = 0; i < COUNT; i++) {
            if (rows[i] == other.rows[i] && highs[i] == other.highs[i] && lows[i] == other.lows[i]) {
                continue;
            }
            group.set(i);
            inGroup += Math.max(rows[i], other.rows[i]);
            if (inGroup >= groupRows) {
                groups.add(group);
                group = new BitSet(COUNT);
                inGroup = 0;
            }
        }
        if (!group.isEmpty()) {
            groups.add(group);
        }
        return groups;
    }
}
