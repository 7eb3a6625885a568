package io.sluice.sink.apply;

import io.sluice.sink.change.Change;
import io.sluice.sink.plan.OffsetAdvance;
import java.util.List;

/**
 * What a transaction has done.
 *
 * @param left changes that have to wait, and all that followed one of them in its partition; nothing of them is done
 */
record Applied(List<OffsetAdvance> advances, List<Change> left) {
    Applied {
        advances = List.copyOf(advances);
        left = List.copyOf(left);
    }
}
