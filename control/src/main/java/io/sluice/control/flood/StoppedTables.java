package io.sluice.control.flood;

import io.sluice.control.connect.Connectors;
import io.sluice.core.name.TableId;
import io.sluice.core.pipeline.KafkaCluster;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.wire.Flood;
import io.sluice.core.wire.Topics;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Reads which tables of a pipeline are stopped, by the transformer or by the sink. Not thread-safe. */
public final class StoppedTables implements AutoCloseable {

    private final FloodStates transformer;
    private final SinkFloods sink;
    private final Topics topics;
    private final Function<String, Optional<TableId>> tables;

    /** @param tables the table in MySQL of a raw or an output topic, if it is known; another is shown by its topic's name */
    public StoppedTables(Pipeline pipeline, KafkaCluster kafka, Function<String, Optional<TableId>> tables) {
        this.topics = pipeline.topics();
        this.transformer = new FloodStates(kafka, topics);
        this.sink = new SinkFloods(pipeline.target(), new Connectors(pipeline).sink());
        this.tables = tables;
    }

    /** Those that are stopped now, by topic. */
    public List<StoppedTable> read() throws SQLException {
        return Stream.concat(transformer.read().stream(), sink.stopped().stream())
                .flatMap(flood -> flood.state() instanceof Flood.Stopped stopped
                        ? Stream.of(stopped(flood.topic(), stopped))
                        : Stream.empty())
                .toList();
    }

    private StoppedTable stopped(String topic, Flood.Stopped state) {
        String name = tables.apply(topic).map(TableId::toString).orElseGet(() -> nameIn(topic));
        return new StoppedTable(name, state.sinceMillis(), state.reason());
    }

    private String nameIn(String topic) {
        return Stream.of(topics.rawPrefix(), topics.outputPrefix())
                .filter(topic::startsWith)
                .map(prefix -> topic.substring(prefix.length()))
                .findFirst()
                .orElse(topic);
    }

    @Override
    public void close() throws SQLException {
        transformer.close();
        sink.close();
    }
}
