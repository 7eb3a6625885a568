package io.sluice.control.load;

import io.sluice.control.topic.TopicReader;
import io.sluice.core.load.LoadEntry;
import io.sluice.core.load.LoadState;
import io.sluice.core.pipeline.KafkaCluster;
import io.sluice.core.wire.Topics;

/** How far a pipeline's load is. Each call reads only what was written since the one before. Not thread-safe. */
public final class LoadProgress implements AutoCloseable {

    private final TopicReader topic;
    private final LoadState state = new LoadState();

    public LoadProgress(KafkaCluster kafka, Topics topics) {
        this.topic = new TopicReader(kafka, topics.load());
    }

    /**
     * The state of the load now; the same object each time.
     *
     * @throws org.apache.kafka.common.KafkaException if Kafka cannot be reached
     */
    public LoadState read() {
        topic.read(entry -> state.take(LoadEntry.decode(entry.key(), entry.value())));
        return state;
    }

    @Override
    public void close() {
        topic.close();
    }
}
