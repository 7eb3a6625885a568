package io.sluice.sink.apply;

import io.sluice.sink.change.Change;
import io.sluice.sink.plan.OffsetAdvance;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * What a transaction has done.
 *
 * @param left the changes that have to wait, and all later ones of their partitions; none of them is applied
 * @param flooded the partitions that are stopped, since their first change left would be one dead letter too many, with the
 *     reason as one sentence without its end
 * @param held the partitions that stand still before a schema change, with the reason likewise
 */
record Applied(
        List<OffsetAdvance> advances,
        List<Change> left,
        Map<TopicPartition, String> flooded,
        Map<TopicPartition, String> held) {

    /** What has applied rows only. */
    Applied(List<OffsetAdvance> advances, List<Change> left, Map<TopicPartition, String> flooded) {
        this(advances, left, flooded, Map.of());
    }

    Applied {
        advances = List.copyOf(advances);
        left = List.copyOf(left);
        flooded = Map.copyOf(flooded);
        held = Map.copyOf(held);
    }
}
