package io.sluice.sink.plan;

import io.sluice.sink.change.Change;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.TopicPartition;

/** The changes of one transaction, in the order of their arrival, and how far they move each topic partition. */
public record Batch(List<Change> changes, List<OffsetAdvance> advances) {

    public Batch {
        changes = List.copyOf(changes);
        advances = List.copyOf(advances);
        if (changes.isEmpty() || advances.isEmpty()) {
            throw new IllegalArgumentException("a batch has at least one change");
        }
    }

    /** @param from the offset after the last record of a partition that the target has */
    public static Batch of(List<Change> changes, ToLongFunction<TopicPartition> from) {
        Map<TopicPartition, PartitionProgress> partitions = new LinkedHashMap<>();
        PartitionProgress last = null;
        for (Change change : changes) {
            // Polls hand over the records of a partition together, so the last one is nearly always the right one.
            if (last == null || !last.isOf(change)) {
                last = partitions.computeIfAbsent(
                        change.partition(), partition -> new PartitionProgress(partition, from.applyAsLong(partition)));
            }
            last.add(change);
        }
        return new Batch(
                changes,
                partitions.values().stream().map(PartitionProgress::advance).toList());
    }

    /** The same changes as two batches, to be applied one after the other. A batch of one change cannot be halved. */
    public List<Batch> halves() {
        int middle = changes.size() / 2;
        Map<TopicPartition, Long> reached = new LinkedHashMap<>();
        advances.forEach(advance -> reached.put(advance.partition(), advance.from()));
        Batch first = of(changes.subList(0, middle), reached::get);
        first.advances.forEach(advance -> reached.put(advance.partition(), advance.to()));
        return List.of(first, of(changes.subList(middle, changes.size()), reached::get));
    }
}
