package io.sluice.control.run;

import io.sluice.control.connect.ConnectClient;
import io.sluice.control.connect.ConnectorPair;
import io.sluice.control.connect.Connectors;
import io.sluice.control.fence.PipelineFence;
import io.sluice.control.status.DeadLetterCounts;
import io.sluice.control.status.PipelineStatus;
import io.sluice.control.status.StatusFile;
import io.sluice.core.mapping.TableMapping;
import io.sluice.core.pipeline.KafkaCluster;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.pipeline.Servers;
import io.sluice.schema.catalog.SourceCatalog;
import io.sluice.schema.plan.PipelineSchema;
import io.sluice.schema.plan.SchemaPlan;
import io.sluice.schema.source.SourceConnection;
import io.sluice.schema.target.TargetConnection;
import io.sluice.standalone.RunningPipeline;
import io.sluice.verify.Fence;
import io.sluice.verify.Progress;
import io.sluice.verify.TablePair;
import io.sluice.verify.Verification;
import io.sluice.verify.Verifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Verifies a pipeline: with fences while it runs, without fences while it does not run. */
public final class VerifyRun {

    private final Pipeline pipeline;
    private final Consumer<String> messages;

    private VerifyRun(Pipeline pipeline, Consumer<String> messages) {
        this.pipeline = pipeline;
        this.messages = messages;
    }

    /** @param messages takes messages about the kind of comparison and its progress */
    public static Verification of(Pipeline pipeline, Consumer<String> messages)
            throws SQLException, InterruptedException {
        return new VerifyRun(pipeline, messages).verify();
    }

    private Verification verify() throws SQLException, InterruptedException {
        List<TablePair> tables = tables();
        Optional<Servers> servers = runningOn();
        if (servers.isEmpty()) {
            messages.accept("The pipeline does not run: what MySQL has changed since it stopped counts as different");
            return verify(tables, () -> {}, this::deadLetters);
        }
        KafkaCluster kafka = servers.get().kafka();
        ConnectClient connect = new ConnectClient(servers.get().connect());
        try (FenceHope hope = FenceHope.of(pipeline, servers.get());
                PipelineFence fence = new PipelineFence(pipeline, kafka, connect, hope);
                DeadLetterCounts deadLetters = new DeadLetterCounts(kafka, pipeline.topics())) {
            return verify(tables, fence, deadLetters::count);
        }
    }

    /** The servers on which the pipeline runs now; empty if it does not run. */
    private Optional<Servers> runningOn() {
        return pipeline.servers().isPresent()
                ? pipeline.servers().filter(servers -> connectors(servers).active())
                : RunningPipeline.find(pipeline.dataDirectory()).map(RunningPipeline::servers);
    }

    private ConnectorPair connectors(Servers servers) {
        return new ConnectorPair(new ConnectClient(servers.connect()), new Connectors(pipeline));
    }

    private Verification verify(List<TablePair> tables, Fence fence, LongSupplier deadLetters)
            throws SQLException, InterruptedException {
        Progress silent = (table, rows) -> {};
        return new Verifier(
                        pipeline.name(),
                        () -> SourceConnection.open(pipeline.source()),
                        () -> TargetConnection.open(pipeline.target()),
                        tables,
                        silent)
                .verify(fence, deadLetters);
    }

    private List<TablePair> tables() throws SQLException {
        try (Connection mysql = SourceConnection.open(pipeline.source());
                Connection target = TargetConnection.open(pipeline.target())) {
            SourceCatalog catalog = SourceCatalog.read(mysql, pipeline.tables());
            SchemaPlan schema = PipelineSchema.plan(pipeline, catalog, target);
            return schema.sourceTables().stream()
                    .map(table -> new TablePair(table, TableMapping.compile(table, schema.rules())))
                    .toList();
        }
    }

    /**
     * For a pipeline that does not run: counted on its topic, or by its last run if that had the topic in its own
     * Kafka.
     */
    private long deadLetters() {
        if (pipeline.servers().isPresent()) {
            try (DeadLetterCounts letters =
                    new DeadLetterCounts(pipeline.servers().get().kafka(), pipeline.topics())) {
                return letters.count();
            }
        }
        return new StatusFile(pipeline.dataDirectory())
                .read()
                .map(PipelineStatus::deadLetters)
                .orElse(0L);
    }
}
