package io.sluice.control.run;

import io.sluice.control.connect.ConnectClient;
import io.sluice.control.connect.ConnectorStatus;
import io.sluice.control.connect.Connectors;
import io.sluice.control.fence.PipelineFence;
import io.sluice.control.load.Loading;
import io.sluice.control.load.Reloading;
import io.sluice.control.status.Phase;
import io.sluice.control.watch.Patience;
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
 * Takes a running pipeline from one phase to the next: load, indexes, stream. Completed steps are recorded in the
 * target, so that a run that was interrupted anywhere continues from there.
 */
final class Course {

    private static final Logger LOG = LoggerFactory.getLogger(Course.class);
    private static final long PAUSE_MILLIS = 100;

    private final Pipeline pipeline;
    private final Preparation preparation;
    private final ConnectClient connect;
    private final Loading loading;
    private final Reloading reloading;
    private final SchemaReloads schemaReloads;
    private final PipelineFence fence;
    private final Patience patience;
    private volatile Phase phase = Phase.STARTING;
    private volatile boolean over;

    Course(
            Pipeline pipeline,
            Preparation preparation,
            ConnectClient connect,
            Loading loading,
            Reloading reloading,
            SchemaReloads schemaReloads,
            PipelineFence fence,
            Patience patience) {
        this.pipeline = pipeline;
        this.preparation = preparation;
        this.connect = connect;
        this.loading = loading;
        this.reloading = reloading;
        this.schemaReloads = schemaReloads;
        this.fence = fence;
        this.patience = patience;
    }

    Phase phase() {
        return phase;
    }

    /** @throws Exception what keeps the pipeline from going on, if that is not somebody's absence */
    void run(Until until) throws Exception {
        patience.through(this::fill);
        phase = Phase.STREAMING;
        patience.through(this::reload);
        patience.through(() -> {
            try (Connection target = TargetConnection.open(pipeline.target())) {
                report(SchemaApplier.validate(target, preparation.schema()));
            }
        });
        if (until == Until.SYNCED) {
            patience.through(this::settle);
        }
        over = true;
    }

    /** Whether nothing is left to do but to stream. */
    boolean isOver() {
        return over;
    }

    /** Passes a fence behind which no table waits for its reload. */
    private void settle() throws Exception {
        do {
            fence.pass();
        } while (schemaReloads.run());
        schemaReloads.requireNoneLeft();
    }

    /**
     * Loads the tables, follows what has changed meanwhile, and builds the indexes, unless that is done. If the log has begun
     * anew since, the tables are brought up to date by a reload.
     */
    private void fill() throws Exception {
        boolean indexed = stage() == PipelineRecord.Stage.AFTER_DATA;
        if (!indexed) {
            phase = Phase.LOADING;
        } else if (loading.hasBegun()) {
            // What is left of it goes on as a reload does.
            return;
        }
        loading.run(preparation.sourceRows(), indexed);
        if (indexed) {
            return;
        }
        fence.pass();
        phase = Phase.INDEXING;
        try (Connection target = TargetConnection.open(pipeline.target())) {
            index(target);
            new PipelineRecord(target, pipeline.name()).afterData();
        }
    }

    /** Finishes reloads that an earlier run or this one has begun. The indexes of tables that were added come after it. */
    private void reload() throws Exception {
        if (reloading.isSettled()) {
            return;
        }
        schemaReloads.finishBegun();
        try (Connection target = TargetConnection.open(pipeline.target())) {
            index(target);
        }
    }

    private PipelineRecord.Stage stage() throws SQLException {
        try (Connection target = TargetConnection.open(pipeline.target())) {
            return new PipelineRecord(target, pipeline.name()).stage().orElseThrow();
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
