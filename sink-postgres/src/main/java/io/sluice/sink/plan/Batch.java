package io.sluice.sink.plan;

import io.sluice.sink.change.Change;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** The schema change that the batch is, if it is one. */
    public Optional<Change.SchemaChange> schemaChange() {
        return changes.size() == 1 && changes.get(0) instanceof Change.SchemaChange change
                ? Optional.of(change)
                : Optional.empty();
    }

    /**
     * The same changes as batches to be applied one after the other: each schema change is one by itself, since the tables
     * have to fit the rows before it and those after it.
     */
    public List<Batch> parts() {
        if (changes.stream().noneMatch(Change.SchemaChange.class::isInstance)) {
            return List.of(this);
        }
        List<List<Change>> runs = new ArrayList<>();
        boolean open = false;
        for (Change change : changes) {
            boolean alone = change instanceof Change.SchemaChange;
            if (alone || !open) {
                runs.add(new ArrayList<>());
            }
            runs.get(runs.size() - 1).add(change);
            open = !alone;
        }
        return inOrder(runs);
    }

    /** The same changes as two batches, to be applied one after the other. A batch of one change cannot be halved. */
    public List<Batch> halves() {
        int middle = changes.size() / 2;
        return inOrder(List.of(changes.subList(0, middle), changes.subList(middle, changes.size())));
    }

    private List<Batch> inOrder(List<List<Change>> runs) {
        Map<TopicPartition, Long> reached = new LinkedHashMap<>();
        advances.forEach(advance -> reached.put(advance.partition(), advance.from()));
        List<Batch> batches = new ArrayList<>();
        for (List<Change> run : runs) {
            Batch batch = of(run, reached::get);
            batch.advances.forEach(advance -> reached.put(advance.partition(), advance.to()));
            batches.add(batch);
        }
        return batches;
    }
}
