package io.sluice.control.flood;

import io.sluice.core.name.TableId;
import io.sluice.core.pipeline.KafkaCluster;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.wire.Flood;
import io.sluice.core.wire.Topics;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads which tables of a pipeline are stopped. Not thread-safe. */
public final class StoppedTables implements AutoCloseable {

    private final FloodStates transformer;
    private final Map<String, String> names = new HashMap<>();
    private final String rawPrefix;

    /** @param known the tables whose names are known; another is shown by its topic's name */
    public StoppedTables(Pipeline pipeline, KafkaCluster kafka, Collection<TableId> known) {
        Topics topics = pipeline.topics();
        this.transformer = new FloodStates(kafka, topics);
        this.rawPrefix = topics.rawPrefix();
        known.forEach(table -> names.put(topics.raw(table), table.toString()));
    }

    /** Those that are stopped now, by name. */
    public List<StoppedTable> read() {
        return transformer.read().stream()
                .filter(flood -> flood.state() instanceof Flood.Stopped)
                .map(flood -> stopped(flood.topic(), (Flood.Stopped) flood.state()))
                .toList();
    }

    private StoppedTable stopped(String topic, Flood.Stopped state) {
        String name = names.getOrDefault(topic, topic.replace(rawPrefix, ""));
        return new StoppedTable(name, state.sinceMillis(), state.reason());
    }

    @Override
    public void close() {
        transformer.close();
    }
}
