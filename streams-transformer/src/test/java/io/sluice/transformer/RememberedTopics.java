package io.sluice.transformer;

import io.sluice.core.wire.TopicKind;
import io.sluice.transformer.topic.OutputTopics;
import java.util.LinkedHashMap;
import java.util.Map;

/** Output topics that only exist in memory, all with the same partition count. */
public final class RememberedTopics implements OutputTopics {

    private final int partitions;
    private final Map<String, TopicKind> kinds = new LinkedHashMap<>();

    public RememberedTopics(int partitions) {
        this.partitions = partitions;
    }

    @Override
    public int ensure(String output, String input, TopicKind kind) {
        kinds.putIfAbsent(output, kind);
        return partitions;
    }

    @Override
    public void become(String output, TopicKind kind) {
        kinds.put(output, kind);
    }

    @Override
    public boolean exists(String output) {
        return kinds.containsKey(output);
    }

    @Override
    public String id(String topic) {
        return topic;
    }

    public Map<String, TopicKind> kinds() {
        return kinds;
    }
}
