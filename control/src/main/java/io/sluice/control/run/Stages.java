package io.sluice.control.run;

import io.sluice.control.connect.ConnectClient;
import io.sluice.control.connect.ConnectorPair;
import io.sluice.control.connect.Connectors;
import io.sluice.control.fence.TopicEnds;
import io.sluice.control.load.LoadPlan;
import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import io.sluice.core.mapping.MappingRules;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.pipeline.Servers;
import io.sluice.standalone.Standalone;
import io.sluice.standalone.StandaloneConfig;
import io.sluice.standalone.StandaloneException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The running stages of a pipeline. In standalone mode all of them are in this process. Otherwise they are on the
 * user's own servers: then only topics and connectors are set up, and the user runs the transformer.
 */
final class Stages implements AutoCloseable {

    private final Optional<Standalone> standalone;
    private final Servers servers;

    private Stages(Optional<Standalone> standalone, Servers servers) {
        this.standalone = standalone;
        this.servers = servers;
    }

    /** Starts what has to be started, creates missing tables and topics, and configures both connectors. */
    static Stages start(Pipeline pipeline, Installation installation, Preparation preparation, LogBeginning beginning)
            throws SQLException, InterruptedException {
        Stages stages = launch(pipeline, installation);
        try {
            stages.setUp(pipeline, preparation, beginning);
            return stages;
        } catch (SQLException | InterruptedException | RuntimeException e) {
            stages.close();
            throw e;
        }
    }

    private static Stages launch(Pipeline pipeline, Installation installation) throws InterruptedException {
        if (pipeline.servers().isPresent()) {
            ServersCheck.run(pipeline, pipeline.servers().get());
            return new Stages(Optional.empty(), pipeline.servers().get());
        }
        try {
            Standalone standalone = Standalone.start(new StandaloneConfig(
                    pipeline.name(),
                    pipeline.dataDirectory(),
                    installation.plugins(),
                    installation.registry(),
                    pipeline.http()));
            return new Stages(Optional.of(standalone), standalone.servers());
        } catch (StandaloneException e) {
            throw new SluiceException(ExitCode.WRONG_USAGE, e.getMessage(), e);
        }
    }

    private void setUp(Pipeline pipeline, Preparation preparation, LogBeginning beginning)
            throws SQLException, InterruptedException {
        Connectors connectors = new Connectors(pipeline);
        try (PipelineTopics topics = new PipelineTopics(servers.kafka())) {
            // Topics come first, since Kafka is most likely to refuse: the target is unchanged then.
            topics.create(pipeline, preparation.schema(), servers.kafka().replicationFactor());
            preparation.createTables(pipeline, new LoadPlan(servers.kafka(), pipeline.topics()));
            preparation.record(pipeline, topics.clusterId());
        }
        ConnectClient connect = new ConnectClient(servers.connect());
        ConnectorPair pair = new ConnectorPair(connect, connectors);
        if (beginning == LogBeginning.NOW) {
            pair.forgetPosition();
        }
        if (connect.offset(connectors.source()).isEmpty()) {
            startLog(pipeline);
        }
        MappingRules rules = preparation.schema().rules();
        new RulesPublisher(servers.kafka(), pipeline.topics().rules()).publish(rules);
        new SchemaPublisher(servers.kafka(), pipeline.topics().schema())
                .publish(preparation.schema().tables());
        standalone.ifPresent(ours -> ours.startTransformer(pipeline, rules));
        if (!preparation.tables().added().isEmpty()) {
            // The reload must not begin while a task reads the log that passes over the added tables.
            pair.stopSource();
        }
        connect.configure(connectors.source(), connectors.sourceConfiguration(servers));
        connect.configure(connectors.sink(), connectors.sinkConfiguration(servers));
        // 'sluice stop' may have paused both connectors, and a run that was killed while it built indexes may have
        // paused the sink.
        connect.resume(connectors.source());
        connect.resume(connectors.sink());
    }

    /** Debezium will begin at the end of MySQL's log: what the raw topics have is of an earlier one. */
    private void startLog(Pipeline pipeline) throws InterruptedException {
        String rawPrefix = pipeline.topics().rawPrefix();
        Map<String, Long> begun = new HashMap<>();
        try (TopicEnds topics = new TopicEnds(servers.kafka())) {
            topics.ends(topic -> topic.startsWith(rawPrefix)).forEach((partition, end) -> {
                if (end > 0) {
                    begun.put(partition.topic(), end);
                }
            });
        }
        new LoadPlan(servers.kafka(), pipeline.topics()).start(begun);
    }

    Servers servers() {
        return servers;
    }

    /** The reason why a stage in this process has failed for good; empty if none has. */
    Optional<String> failure() {
        return standalone
                .map(Standalone::failure)
                .map(failure -> failure.getNow(null))
                .map(Throwable::getMessage);
    }

    @Override
    public void close() {
        standalone.ifPresent(Standalone::close);
    }
}
