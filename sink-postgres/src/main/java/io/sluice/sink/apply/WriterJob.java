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
     * @param stopped those that a flood of dead letters or a schema change has stopped
     * @param accepted those that were stopped, and go on
     */
    record Done(
            Map<TopicPartition, Long> reached,
            Set<TopicPartition> waiting,
            Set<TopicPartition> stopped,
            Set<TopicPartition> accepted) {

        /** What a job has done that was given up, or that moves no partition. */
        static final Done NOTHING = new Done(Map.of(), Set.of(), Set.of(), Set.of());

        public Done {
            reached = Map.copyOf(reached);
            waiting = Set.copyOf(waiting);
            stopped = Set.copyOf(stopped);
            accepted = Set.copyOf(accepted);
        }
    }

    /** Takes partitions over from whichever task had them. */
    record TakeOver(Set<TopicPartition> partitions) implements WriterJob {

        public TakeOver {
            partitions = Set.copyOf(partitions);
        }

        @Override
        public Done run(BatchExecutor executor, AppliedOffsets offsets) {
            BatchExecutor.TakenOver taken = executor.takeOver(partitions);
            return new Done(taken.offsets(), Set.of(), taken.stopped(), Set.of());
        }
    }

    /** Looks whether stopped partitions may go on. */
    record Look(Set<TopicPartition> partitions) implements WriterJob {

        public Look {
            partitions = Set.copyOf(partitions);
        }

        @Override
        public Done run(BatchExecutor executor, AppliedOffsets offsets) {
            return new Done(Map.of(), Set.of(), Set.of(), executor.accepted(partitions));
        }
    }

    /** Keeps which partitions have been applied up to the ends of their logs. */
    record CatchUpLook(Set<TopicPartition> partitions) implements WriterJob {

        public CatchUpLook {
            partitions = Set.copyOf(partitions);
        }

        @Override
        public Done run(BatchExecutor executor, AppliedOffsets offsets) {
            executor.lookForCatchUp(partitions);
            return Done.NOTHING;
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
            BatchExecutor.Remainder left = executor.apply(batch);
            Set<TopicPartition> waiting =
                    left.changes().stream().map(Change::partition).collect(Collectors.toSet());
            waiting.removeAll(left.stopped());
            Map<TopicPartition, Long> reached =
                    partitions().stream().collect(Collectors.toMap(Function.identity(), offsets::next));
            return new Done(reached, waiting, left.stopped(), Set.of());
        }
    }
}
