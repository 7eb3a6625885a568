package io.sluice.control.run;

import io.sluice.control.connect.ConnectClient;
import io.sluice.control.connect.ConnectorStatus;
import io.sluice.control.connect.Connectors;
import io.sluice.control.fence.PipelineFence;
import io.sluice.control.status.Phase;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.schema.plan.Finding;
import io.sluice.schema.plan.SchemaApplier;
import io.sluice.schema.target.PipelineRecord;
import io.sluice.schema.target.TargetConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a running pipeline from one phase to the next: snapshot, indexes, stream. Completed steps are recorded in the
 * target, so that a run that was interrupted anywhere continues from there.
 */
final class Course {

    private static final Logger LOG = LoggerFactory.getLogger(Course.class);
    private static final long PAUSE_MILLIS = 100;

    private final Pipeline pipeline;
    private final Preparation preparation;
    private final ConnectClient connect;
    private final PipelineFence fence;
    private volatile Phase phase = Phase.STARTING;

    Course(Pipeline pipeline, Preparation preparation, ConnectClient connect, PipelineFence fence) {
        this.pipeline = pipeline;
        this.preparation = preparation;
        this.connect = connect;
        this.fence = fence;
    }

    Phase phase() {
        return phase;
    }

    void run(Until until) throws SQLException, InterruptedException {
        try (Connection target = TargetConnection.open(pipeline.target())) {
            PipelineRecord record = new PipelineRecord(target, pipeline.name());
            if (record.stage().orElseThrow() == PipelineRecord.Stage.BEFORE_DATA) {
                phase = Phase.SNAPSHOT;
                fence.pass();
                phase = Phase.INDEXING;
                index(target);
                record.afterData();
            }
            phase = Phase.STREAMING;
            report(SchemaApplier.validate(target, preparation.schema()));
        }
        if (until == Until.SYNCED) {
            fence.pass();
        }
    }

    private static void report(List<Finding> refused) {
        refused.forEach(finding -> LOG.warn("{}", finding));
    }

    /** Builds indexes while the sink is paused, so that neither waits for the other's locks. */
    private void index(Connection target) throws SQLException, InterruptedException {
        String sink = new Connectors(pipeline).sink();
        connect.pause(sink);
        try {
            while (!connect.status(sink)
                    .map(status -> status.all(ConnectorStatus.State.PAUSED))
                    .orElse(false)) {
                Thread.sleep(PAUSE_MILLIS);
            }
            report(SchemaApplier.applyAfterData(target, preparation.schema()));
        } finally {
            resume(sink);
        }
    }

    /**
     * Resumes the sink even if the run is being stopped by an interrupt, which would otherwise end the call at once.
     */
    private void resume(String sink) {
        boolean interrupted = Thread.interrupted();
        try {
            connect.resume(sink);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
