package io.sluice.control.run;

import io.sluice.control.connect.ConnectClient;
import io.sluice.control.connect.ConnectorWatch;
import io.sluice.control.connect.Connectors;
import io.sluice.control.connect.Heartbeats;
import io.sluice.control.connect.SourcePulse;
import io.sluice.control.fence.PipelineFence;
import io.sluice.control.flood.FloodAcceptance;
import io.sluice.control.load.Loading;
import io.sluice.control.load.Reloading;
import io.sluice.control.status.OpenLetterGauges;
import io.sluice.control.status.Phase;
import io.sluice.control.status.PipelineStatus;
import io.sluice.control.status.StatusFile;
import io.sluice.control.status.StatusReader;
import io.sluice.control.watch.DependencyWatch;
import io.sluice.control.watch.Patience;
import io.sluice.control.watch.Probes;
import io.sluice.control.watch.TransformerMembers;
import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import io.sluice.core.name.TableId;
import io.sluice.core.pipeline.KafkaCluster;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.pipeline.UnprotectedTraffic;
import io.sluice.load.LoadSource;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a pipeline: checks both databases, creates the tables, starts the stages, and then does two things at once. In
 * the background, the {@link Course} takes the pipeline from the load through the indexes to streaming. Meanwhile
 * this class monitors the stages, restarts failed ones, and reports the status. While a server is away, all of these
 * wait, and the status says so.
 */
public final class PipelineRun {

    private static final Logger LOG = LoggerFactory.getLogger(PipelineRun.class);
    private static final Duration BEAT = Duration.ofMillis(500);

    /** How often to look for schema changes whose tables have to be reloaded. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Pipeline pipeline;
    private final Installation installation;
    private final Consumer<PipelineStatus> listener;
    private final Consumer<String> messages;
    private final List<TableId> accepted;
    private final LogBeginning beginning;
    private final CountDownLatch stop = new CountDownLatch(1);
    private volatile Optional<String> failure = Optional.empty();

    /**
     * @param listener is told the status twice a second, from the thread that called {@link #run}
     * @param messages takes what the user has to know before the pipeline starts, one line each
     * @param accepted the tables that go on although dead letters have stopped them
     * @param beginning where in MySQL's log it goes on
     */
    public PipelineRun(
            Pipeline pipeline,
            Installation installation,
            Consumer<PipelineStatus> listener,
            Consumer<String> messages,
            List<TableId> accepted,
            LogBeginning beginning) {
        this.pipeline = pipeline;
        this.installation = installation;
        this.listener = listener;
        this.messages = messages;
        this.accepted = List.copyOf(accepted);
        this.beginning = beginning;
    }

    /** Makes {@link #run} return soon; from any thread. */
    public void stop() {
        stop.countDown();
    }

    /**
     * Runs until {@link #stop} is called, or {@code until} is reached, or the pipeline has failed for good.
     *
     * @throws SluiceException if something is wrong before the start, or the pipeline failed
     */
    public void run(Until until) throws SQLException, InterruptedException {
        if (pipeline.servers().isEmpty()) {
            // On the user's own servers there is no log file, and the command has shown the warning already.
            UnprotectedTraffic.warning(pipeline).ifPresent(LOG::warn);
        }
        Preparation preparation = Preparation.of(pipeline);
        preparation.requireTables(accepted);
        preparation.warnings().forEach(messages);
        try (Stages stages = Stages.start(pipeline, installation, preparation, beginning)) {
            new FloodAcceptance(
                            pipeline,
                            preparation.schema().rules(),
                            stages.servers().kafka())
                    .accept(accepted);
            follow(stages, preparation, until);
        }
    }

    private void follow(Stages stages, Preparation preparation, Until until) throws SQLException, InterruptedException {
        Connectors connectors = new Connectors(pipeline);
        ConnectClient connect = new ConnectClient(stages.servers().connect());
        KafkaCluster kafka = stages.servers().kafka();
        try (TransformerMembers members = new TransformerMembers(kafka, connectors.transformer());
                DependencyWatch dependencies = DependencyWatch.start(Probes.of(pipeline, stages.servers(), members));
                PipelineFence fence = new PipelineFence(pipeline, kafka, connect, this::checkHope);
                PipelineFence fenceOfChanges = new PipelineFence(pipeline, kafka, connect, this::checkHope);
                StatusReader reader =
                        new StatusReader(pipeline, preparation.schema().rules(), preparation.sourceRows(), kafka);
                OpenLetterGauges letters = new OpenLetterGauges(pipeline.name());
                Heartbeats heartbeats = new Heartbeats(kafka, pipeline.topics());
                SchemaReloads schemaReloads = new SchemaReloads(
                        pipeline, stages.servers(), connect, fenceOfChanges, new Patience(dependencies));
                BackgroundThread background = new BackgroundThread("course")) {
            Patience patience = new Patience(dependencies);
            LoadSource source = preparation.loadSource(pipeline, stages.servers());
            Loading loading = new Loading(source, connect, connectors.source(), patience);
            Reloading reloading = new Reloading(source, loading, fence);
            Course course =
                    new Course(pipeline, preparation, connect, loading, reloading, schemaReloads, fence, patience);
            RunStatus status = new RunStatus(reader, dependencies, course::phase, schemaReloads::underWay, letters);
            ConnectorWatch connectorWatch =
                    new ConnectorWatch(connect, List.of(connectors.source(), connectors.sink()));
            SourcePulse pulse = new SourcePulse(connect, connectors.source(), heartbeats::count);
            try (Repeating keeper = Repeating.start("connector watch", BEAT, patience, () -> {
                        pulse.look(Instant.now());
                        connectorWatch.look(
                                Instant.now(), !dependencies.absences().isEmpty());
                    });
                    Repeating changes = Repeating.start("schema changes", LOOK, patience, () -> {
                        if (course.isOver()) {
                            schemaReloads.run();
                        }
                    });
                    Repeating statusReader = Repeating.start("status", BEAT, patience, status::read)) {
                Future<?> end = background.submit(() -> {
                    course.run(until);
                    return null;
                });
                Supplier<Optional<String>> failures = () -> connectorWatch
                        .failure()
                        .or(stages::failure)
                        .or(() -> failureOf(end))
                        .or(keeper::failure)
                        .or(changes::failure)
                        .or(statusReader::failure)
                        .or(status::refusal)
                        .or(() -> until == Until.SYNCED ? status.stop() : Optional.empty());
                watchOver(status, failures, () -> end.isDone() && until == Until.SYNCED);
            }
        }
    }

    /** Reports the status at each beat until the run is stopped, is over, or has failed for good. */
    private void watchOver(RunStatus status, Supplier<Optional<String>> failures, BooleanSupplier over)
            throws SQLException, InterruptedException {
        Consumer<PipelineStatus> file = statusFile();
        PipelineStatus last = status.now(Optional.empty());
        try {
            boolean ended = false;
            while (!ended && !stop.await(BEAT.toMillis(), TimeUnit.MILLISECONDS)) {
                ended = over.getAsBoolean();
                failure = failures.get();
                if (ended && failure.isEmpty()) {
                    // What has arrived by now is what counts, not what was read half a second ago.
                    status.read();
                }
                last = status.now(failure);
                file.accept(last);
                listener.accept(last);
                checkHope();
            }
        } catch (SluiceException | SQLException e) {
            // The signal that stops a run also reaches its servers, so their errors after a stop are not failures.
            if (stop.getCount() > 0) {
                throw e;
            }
        } finally {
            file.accept(failure.isPresent() ? last : last.with(Phase.STOPPED, ""));
        }
    }

    /** On the user's own servers the status can be read from them, and a run keeps nothing on this machine. */
    private Consumer<PipelineStatus> statusFile() {
        return pipeline.servers().isPresent() ? status -> {} : new StatusFile(pipeline.dataDirectory())::write;
    }

    /** Ends the run, and the wait of a fence, if the pipeline has failed. */
    private void checkHope() {
        failure.ifPresent(reason -> {
            throw new SluiceException(ExitCode.FAILED_CHECK, "the pipeline failed: " + reason);
        });
    }

    private static Optional<String> failureOf(Future<?> course) {
        if (!course.isDone()) {
            return Optional.empty();
        }
        try {
            course.get();
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(String.valueOf(e.getCause().getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }
}
