package io.sluice.sink.plan;

import io.sluice.sink.change.Change;
import java.util.List;

/** The changes of one transaction, in the order of their arrival, and how far they move each topic partition. */
public record Batch(List<Change> changes, List<OffsetAdvance> advances) {

    public Batch {
        changes = List.copyOf(changes);
        advances = List.copyOf(advances);
        if (changes.isEmpty() || advances.isEmpty()) {
            throw new IllegalArgumentException("a batch has at least one change");
        }
    }
}
