package io.sluice.sink.apply;

import io.sluice.sink.change.Change;
import io.sluice.sink.plan.Batch;
import io.sluice.sink.plan.OffsetAdvance;
import io.sluice.sink.target.AppliedOffsets;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** What the writer does in one go: one transaction, or several where PostgreSQL gives one too little time. */
sealed interface WriterJob {

    Set<TopicPartition> partitions();

    /** @throws org.apache.kafka.connect.errors.ConnectException if the task has to end, or the session is cancelled */
    Done run(BatchExecutor executor, AppliedOffsets offsets);

    /**
     * What a job has done.
     *
     * @param reached the next offset of each of its partitions
     * @param waiting those of which something was left for later
     */
    record Done(Map<TopicPartition, Long> reached, Set<TopicPartition> waiting) {

        /** What a job has done that was given up. */
        static final Done NOTHING = new Done(Map.of(), Set.of());

        public Done {
            reached = Map.copyOf(reached);
            waiting = Set.copyOf(waiting);
        }
    }

    /** Takes partitions over from whichever task had them. */
    record TakeOver(Set<TopicPartition> partitions) implements WriterJob {

        public TakeOver {
            partitions = Set.copyOf(partitions);
        }

        @Override
        public Done run(BatchExecutor executor, AppliedOffsets offsets) {
            return new Done(executor.takeOver(partitions), Set.of());
        }
    }

    /** Applies a batch. */
    record Application(Batch batch) implements WriterJob {

        @Override
        public Set<TopicPartition> partitions() {
            return batch.advances().stream().map(OffsetAdvance::partition).collect(Collectors.toSet());
        }

        @Override
        public Done run(BatchExecutor executor, AppliedOffsets offsets) {
            Set<TopicPartition> waiting =
                    executor.apply(batch).stream().map(Change::partition).collect(Collectors.toSet());
            Map<TopicPartition, Long> reached =
                    partitions().stream().collect(Collectors.toMap(Function.identity(), offsets::next));
            return new Done(reached, waiting);
        }
    }
}
