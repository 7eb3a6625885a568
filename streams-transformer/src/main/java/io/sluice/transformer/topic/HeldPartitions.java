package io.sluice.transformer.topic;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;

/**
 * Which partitions of a consumer are paused, and by whom: Streams pauses those that it cannot take records of yet, and
 * the state of a table those of the table. A partition is read when neither holds it. Not thread-safe.
 */
final class HeldPartitions {

    private final Set<TopicPartition> byStreams = new HashSet<>();
    private final Set<TopicPartition> byTables = new HashSet<>();

    void pausedByStreams(Collection<TopicPartition> partitions) {
        byStreams.addAll(partitions);
    }

    /** Those of the partitions that no table holds. */
    List<TopicPartition> resumedByStreams(Collection<TopicPartition> partitions) {
        byStreams.removeAll(partitions);
        return partitions.stream()
                .filter(partition -> !byTables.contains(partition))
                .toList();
    }

    /** Forgets partitions that are no longer assigned, and learns which of the others their tables hold now. */
    Turn turn(Set<TopicPartition> assigned, Predicate<TopicPartition> isStopped) {
        byStreams.retainAll(assigned);
        List<TopicPartition> over = byTables.stream()
                .filter(partition -> assigned.contains(partition) && !isStopped.test(partition))
                .filter(partition -> !byStreams.contains(partition))
                .toList();
        byTables.clear();
        assigned.stream().filter(isStopped).forEach(byTables::add);
        return new Turn(Set.copyOf(byTables), over);
    }

    /**
     * What is to be done with a consumer.
     *
     * @param resume those that nothing holds any more
     */
    record Turn(Set<TopicPartition> pause, List<TopicPartition> resume) {
        Turn {
            pause = Set.copyOf(pause);
            resume = List.copyOf(resume);
        }
    }
}
