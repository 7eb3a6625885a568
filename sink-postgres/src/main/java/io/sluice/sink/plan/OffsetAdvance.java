package io.sluice.sink.plan;

import io.sluice.sink.change.Change;
import java.util.Objects;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a batch moves one topic partition.
 *
 * @param from the offset that the target is at, unless another task has written
 * @param to the offset after the batch's last record
 * @param snapshotRows rows counted of the snapshot that {@code snapshot} names
 * @param commitMicros of the newest change, since the epoch; or {@link Change#UNKNOWN_TIME}
 */
public record OffsetAdvance(
        TopicPartition partition,
        long from,
        long to,
        Snapshot snapshot,
        long snapshotRows,
        long changes,
        long commitMicros) {

    /** Which snapshot the rows belong to. */
    public enum Snapshot {
        /** The one that the target has counted rows of; these are added. */
        UNDER_WAY,
        /** One that begins in this batch; the rows counted so far are of an older one, and forgotten. */
        BEGINS
    }

    public OffsetAdvance {
        Objects.requireNonNull(partition);
        Objects.requireNonNull(snapshot);
        if (from > to) {
            throw new IllegalArgumentException(partition + " cannot go back from " + from + " to " + to);
        }
    }

    /** An advance by nothing, for a transaction that knows only at its end how far it gets. */
    public OffsetAdvance standing() {
        return new OffsetAdvance(partition, from, from, Snapshot.UNDER_WAY, 0, 0, Change.UNKNOWN_TIME);
    }
}
