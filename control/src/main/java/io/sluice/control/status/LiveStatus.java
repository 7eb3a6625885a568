package io.sluice.control.status;

import io.sluice.control.connect.ConnectClient;
import io.sluice.control.connect.ConnectorPair;
import io.sluice.control.connect.Connectors;
import io.sluice.control.watch.TransformerMembers;
import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.pipeline.Servers;
import io.sluice.schema.catalog.SourceCatalog;
import io.sluice.schema.plan.SchemaPlan;
import io.sluice.schema.source.SourceConnection;
import io.sluice.schema.target.PipelineRecord;
import io.sluice.schema.target.TargetConnection;
import io.sluice.schema.target.TargetServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** The status of a pipeline on the user's own servers, read from these, since no {@code sluice run} may be running. */
public final class LiveStatus {

    private final Pipeline pipeline;
    private final Servers servers;

    public LiveStatus(Pipeline pipeline, Servers servers) {
        this.pipeline = pipeline;
        this.servers = servers;
    }

    /** @throws SluiceException if the pipeline has never run, or a server cannot be reached */
    public PipelineStatus read() throws SQLException, InterruptedException {
        PipelineRecord.Stage stage = stage();
        Connectors connectors = new Connectors(pipeline);
        ConnectorPair pair = new ConnectorPair(new ConnectClient(servers.connect()), connectors);
        Optional<String> failure = pair.failure();
        try (StatusReader reader = reader()) {
            PipelineStatus status =
                    reader.read(stage == PipelineRecord.Stage.BEFORE_DATA ? Phase.LOADING : Phase.STREAMING, "");
            if (failure.isPresent()) {
                return status.with(Phase.FAILED, failure.get());
            }
            if (!pair.active()) {
                return status.with(Phase.STOPPED, "'sluice run' resumes it");
            }
            try (TransformerMembers transformer = new TransformerMembers(servers.kafka(), connectors.transformer())) {
                return status.with(status.phase(), transformer.hint());
            }
        }
    }

    private PipelineRecord.Stage stage() throws SQLException {
        try (Connection target = TargetConnection.open(pipeline.target())) {
            return new PipelineRecord(target, pipeline.name())
                    .stage()
                    .orElseThrow(() -> new SluiceException(
                            ExitCode.FAILED_CHECK,
                            "pipeline " + pipeline.name() + " has never run; start it with 'sluice run'"));
        }
    }

    private StatusReader reader() throws SQLException {
        try (Connection mysql = SourceConnection.open(pipeline.source());
                Connection target = TargetConnection.open(pipeline.target())) {
            SourceCatalog catalog = SourceCatalog.read(mysql, pipeline.tables());
            TargetServer server = new PipelineRecord(target, pipeline.name()).server();
            SchemaPlan schema = SchemaPlan.of(catalog, pipeline.rules(), pipeline.sequenceDistance(), server);
            return new StatusReader(pipeline, schema.rules(), catalog.rowEstimates(), servers.kafka());
        }
    }
}
