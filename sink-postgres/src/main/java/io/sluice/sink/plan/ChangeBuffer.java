package io.sluice.sink.plan;

import io.sluice.sink.change.Change;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.TopicPartition;

/**
 * Gathers changes, and gives them out again as batches, bounded by rows, by bytes and by partitions. It takes more than makes
 * a batch, but then says that it is full. Not thread-safe.
 */
public final class ChangeBuffer {

    /** What a change takes besides its values. */
    private static final int CHANGE_BYTES = 100;

    /**
     * Of how many partitions a batch has changes: PostgreSQL keeps some locks for each table of a transaction until its end,
     * and has room for 64 for each connection that may be.
     */
    static final int PARTITIONS_MAX = 256;

    private record Gathered(Change change, long bytes) {
        static Gathered of(Change change) {
            long values = change instanceof Change.Row row ? row.plan().approximateBytes(row.record()) : 0;
            return new Gathered(change, CHANGE_BYTES + values);
        }
    }

    private final int maxRows;
    private final long maxBytes;
    private final ToLongFunction<TopicPartition> appliedOffset;
    private final Deque<Gathered> changes = new ArrayDeque<>();
    private long bytes;

    /** @param appliedOffset the offset after the last record of a partition that the target has */
    public ChangeBuffer(int maxRows, long maxBytes, ToLongFunction<TopicPartition> appliedOffset) {
        this.maxRows = maxRows;
        this.maxBytes = maxBytes;
        this.appliedOffset = appliedOffset;
    }

    public void add(Change change) {
        Gathered gathered = Gathered.of(change);
        changes.addLast(gathered);
        bytes += gathered.bytes();
    }

    /** Whether there is enough for a batch. */
    public boolean isFull() {
        return changes.size() >= maxRows || bytes >= maxBytes;
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /** About how much memory the changes take. */
    public long bytes() {
        return bytes;
    }

    /** Takes the oldest changes, as many as fit into a batch, but at least one. The buffer must not be empty. */
    public Batch take() {
        List<Change> taken = new ArrayList<>(Math.min(maxRows, changes.size()));
        Set<TopicPartition> partitions = new HashSet<>();
        long takenBytes = 0;
        while (!changes.isEmpty()
                && taken.size() < maxRows
                && (taken.isEmpty() || takenBytes + changes.getFirst().bytes() <= maxBytes)
                && admits(partitions, changes.getFirst().change().partition())) {
            Gathered first = changes.removeFirst();
            taken.add(first.change());
            takenBytes += first.bytes();
        }
        bytes -= takenBytes;
        return Batch.of(taken, appliedOffset);
    }

    /** Whether a batch with changes of these partitions may have one of another, which then is among them. */
    private static boolean admits(Set<TopicPartition> partitions, TopicPartition partition) {
        return partitions.contains(partition) || (partitions.size() < PARTITIONS_MAX && partitions.add(partition));
    }

    /** Forgets the changes of these partitions. */
    public void drop(Set<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return;
        }
        for (Iterator<Gathered> all = changes.iterator(); all.hasNext(); ) {
            Gathered gathered = all.next();
            if (partitions.contains(gathered.change().partition())) {
                all.remove();
                bytes -= gathered.bytes();
            }
        }
    }
}
