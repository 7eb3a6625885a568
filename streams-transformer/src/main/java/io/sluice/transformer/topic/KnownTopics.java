package io.sluice.transformer.topic;

import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The raw topics that a task has read, by the ids that Kafka gave them. An offset means nothing in a topic of the same name
 * that was created again, and where that one is long enough already no offset is out of its range. Belongs to one task and
 * is not thread-safe.
 */
public final class KnownTopics {

    private final KeyValueStore<String, String> ids;
    private final OutputTopics cluster;

    /** @param ids by name; kept with the offsets, in one transaction */
    public KnownTopics(KeyValueStore<String, String> ids, OutputTopics cluster) {
        this.ids = ids;
        this.cluster = cluster;
    }

    /** @throws LostRecordsException if it is not the topic that was read before */
    public void require(String topic) {
        String id = cluster.id(topic);
        String known = ids.putIfAbsent(topic, id);
        if (known != null && !known.equals(id)) {
            throw LostRecordsException.another(topic);
        }
    }
}
