package io.sluice.sink.apply;

import io.sluice.sink.change.Change;
import io.sluice.sink.plan.OffsetAdvance;
import java.util.List;

/**
 * What a transaction has done.
 *
 * @param left the changes that have to wait, and all later ones of their partitions; none of them is applied
 */
record Applied(List<OffsetAdvance> advances, List<Change> left) {
    Applied {
        advances = List.copyOf(advances);
        left = List.copyOf(left);
    }
}
