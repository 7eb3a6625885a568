package io.sluice.sink.apply;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** The partitions that a task owns, and how far each of them has got. Not thread-safe. */
final class OwnedPartitions {

    /** Given to the task, and not taken over in the target yet. */
    private final Set<TopicPartition> toClaim = new HashSet<>();

    /** Closed, and not released by the writer's thread yet. */
    private final Set<TopicPartition> closed = new HashSet<>();

    /** To be read from these offsets, which the task has not been told yet. */
    private final Map<TopicPartition, Long> readable = new HashMap<>();

    /** Taken over, with the offset up to which all records are in the target. */
    private final Map<TopicPartition, Long> applied = new HashMap<>();

    /** Not read until this time of {@link System#nanoTime}, and then read again from where the target is. */
    private final Map<TopicPartition, Long> waiting = new HashMap<>();

    /** Not read until somebody lets them go on, and then read again from where the target is. */
    private final Set<TopicPartition> stopped = new HashSet<>();

    void claim(Collection<TopicPartition> partitions) {
        partitions.forEach(this::remove);
        toClaim.addAll(partitions);
    }

    void close(Collection<TopicPartition> partitions) {
        partitions.forEach(this::remove);
        closed.addAll(partitions);
    }

    /** Returns each partition once after it was closed. */
    Set<TopicPartition> takeClosed() {
        Set<TopicPartition> taken = Set.copyOf(closed);
        closed.clear();
        return taken;
    }

    Set<TopicPartition> toClaim() {
        return Set.copyOf(toClaim);
    }

    Set<TopicPartition> claimedAmong(Set<TopicPartition> partitions) {
        Set<TopicPartition> found = new HashSet<>(partitions);
        found.retainAll(applied.keySet());
        return found;
    }

    /** Notes how far a transaction has brought partitions. Partitions that were closed in the meantime are ignored. */
    void reached(Map<TopicPartition, Long> offsets) {
        offsets.forEach((partition, next) -> {
            if (toClaim.remove(partition)) {
                readable.put(partition, next);
                applied.put(partition, next);
            } else {
                applied.computeIfPresent(partition, (same, before) -> next);
            }
        });
    }

    /** Lets partitions wait, as far as they are still owned. */
    void suspend(Set<TopicPartition> partitions, long untilNanos) {
        claimedAmong(partitions).forEach(partition -> waiting.put(partition, untilNanos));
    }

    /** Stops partitions, as far as they are still owned. */
    void stop(Set<TopicPartition> partitions) {
        Set<TopicPartition> owned = claimedAmong(partitions);
        stopped.addAll(owned);
        readable.keySet().removeAll(owned);
    }

    /** Lets stopped partitions go on, as far as they are still owned: they are taken over anew. */
    void accept(Set<TopicPartition> partitions) {
        Set<TopicPartition> accepted = new HashSet<>(partitions);
        accepted.retainAll(stopped);
        claim(accepted);
    }

    Set<TopicPartition> stopped() {
        return Set.copyOf(stopped);
    }

    /** Whether what is read of a partition is to be dropped, as it will be read again. */
    boolean isHeld(TopicPartition partition) {
        return waiting.containsKey(partition)
                || stopped.contains(partition)
                || toClaim.contains(partition)
                || readable.containsKey(partition);
    }

    boolean isAnyHeld() {
        return !(waiting.isEmpty() && stopped.isEmpty() && toClaim.isEmpty() && readable.isEmpty());
    }

    /** Returns each partition once, after it was taken over, has waited or was stopped, with the offset to read it from. */
    Map<TopicPartition, Long> takeReadable(long nowNanos) {
        waiting.entrySet().removeIf(wait -> {
            boolean over = nowNanos - wait.getValue() >= 0;
            if (over) {
                readable.put(wait.getKey(), applied.get(wait.getKey()));
            }
            return over;
        });
        Map<TopicPartition, Long> taken = Map.copyOf(readable);
        readable.clear();
        return taken;
    }

    /** Those taken over that are not stopped. */
    Set<TopicPartition> read() {
        Set<TopicPartition> read = new HashSet<>(applied.keySet());
        read.removeAll(stopped);
        return read;
    }

    Map<TopicPartition, Long> applied() {
        return Map.copyOf(applied);
    }

    private void remove(TopicPartition partition) {
        toClaim.remove(partition);
        readable.remove(partition);
        applied.remove(partition);
        waiting.remove(partition);
        stopped.remove(partition);
    }
}
