package io.sluice.e2e.bench.sink;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.common.Configurable;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * Gives a connector's tasks no partitions before the last task is there, so that all begin at one known moment, and none
 * has to stop again for another that comes a little later.
 */
public final class AllAtOnceAssignor extends RangeAssignor implements Configurable {

    /** A consumer's setting: how many tasks there will be. */
    static final String TASKS = "bench.tasks";

    private int tasks;

    @Override
    public void configure(Map<String, ?> configs) {
        tasks = Integer.parseInt(configs.get(TASKS).toString());
    }

    @Override
    public Map<String, List<TopicPartition>> assignPartitions(
            Map<String, List<PartitionInfo>> partitionsPerTopic, Map<String, Subscription> subscriptions) {
        return complete(subscriptions.keySet())
                ? super.assignPartitions(partitionsPerTopic, subscriptions)
                : nothing(subscriptions.keySet());
    }

    @Override
    public Map<String, List<TopicPartition>> assign(
            Map<String, Integer> partitionsPerTopic, Map<String, Subscription> subscriptions) {
        return complete(subscriptions.keySet())
                ? super.assign(partitionsPerTopic, subscriptions)
                : nothing(subscriptions.keySet());
    }

    private boolean complete(Set<String> members) {
        return members.size() >= tasks;
    }

    private static Map<String, List<TopicPartition>> nothing(Set<String> members) {
        return members.stream().collect(Collectors.toMap(member -> member, member -> new ArrayList<>()));
    }
}
