package io.sluice.transformer.topic;

import io.sluice.core.wire.TopicKind;

/**
 * Makes sure that output topics exist before the first record is written to them. Thread-safe; failures are Kafka's own
 * exceptions.
 */
public interface OutputTopics {

    /**
     * Creates an output topic with the partition count of its input, unless it exists.
     *
     * @param input the raw topic
     * @return the partition count of the output topic
     */
    int ensure(String output, String input, TopicKind kind);

    boolean exists(String output);

    /** Has Kafka keep an output topic as one of another kind. */
    void become(String output, TopicKind kind);

    /** What tells a topic from another one that had its name before. */
    String id(String topic);
}
