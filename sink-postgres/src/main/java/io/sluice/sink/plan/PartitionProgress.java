package io.sluice.sink.plan;

import io.sluice.sink.change.Change;
import org.apache.kafka.common.TopicPartition;

/** Counts the changes of one topic partition in a batch. Not thread-safe. */
public final class PartitionProgress {

    private final TopicPartition partition;
    private final long from;
    private long to;
    private OffsetAdvance.Snapshot snapshot = OffsetAdvance.Snapshot.UNDER_WAY;
    private long snapshotRows;
    private long changes;
    private long commitMicros = Change.UNKNOWN_TIME;

    /** @param from the offset after the last record applied */
    public PartitionProgress(TopicPartition partition, long from) {
        this.partition = partition;
        this.from = from;
        this.to = from;
    }

    boolean isOf(Change change) {
        return partition.partition() == change.record().originalKafkaPartition()
                && partition.topic().equals(change.record().originalTopic());
    }

    /** Counts a change with its offset. */
    public void add(Change change) {
        passed(change.record().originalKafkaOffset());
        commitMicros = Math.max(commitMicros, change.commitMicros());
        switch (change.tally()) {
            case SNAPSHOT -> {
                snapshot = OffsetAdvance.Snapshot.BEGINS;
                snapshotRows = 0;
            }
            case SNAPSHOT_ROW -> snapshotRows++;
            case RELOADED_ROW, CHANGE -> changes++;
            case NOTHING -> {}
        }
    }

    /** Counts only the offset, of a record that was not applied. */
    public void passed(long offset) {
        to = Math.max(to, offset + 1);
    }

    public OffsetAdvance advance() {
        return new OffsetAdvance(partition, from, to, snapshot, snapshotRows, changes, commitMicros);
    }
}
