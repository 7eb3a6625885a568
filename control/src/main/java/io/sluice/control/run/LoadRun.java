package io.sluice.control.run;

import io.sluice.control.connect.ConnectClient;
import io.sluice.control.connect.Connectors;
import io.sluice.control.load.Loading;
import io.sluice.control.watch.DependencyWatch;
import io.sluice.control.watch.Patience;
import io.sluice.control.watch.Probes;
import io.sluice.control.watch.TransformerMembers;
import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.pipeline.Servers;

/** Takes part in the load of a pipeline on the user's own servers, beside the run that has begun it and others of its kind. */
public final class LoadRun {

    private final Pipeline pipeline;
    private volatile Thread thread;
    private volatile boolean stopped;

    public LoadRun(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** Makes {@link #run} return soon; from any thread. */
    public void stop() {
        stopped = true;
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    /**
     * Returns when all tables are loaded, or after {@link #stop}. Called once.
     *
     * @throws SluiceException if the pipeline is not one of the user's own servers
     * @throws Exception what keeps the load from going on, if that is not somebody's absence
     */
    public void run() throws Exception {
        Servers servers = pipeline.servers()
                .orElseThrow(() -> new SluiceException(
                        ExitCode.WRONG_USAGE,
                        "'sluice load' helps a pipeline on servers of your own; in standalone mode 'sluice run' loads the"
                                + " tables by itself"));
        thread = Thread.currentThread();
        Preparation preparation = Preparation.of(pipeline);
        Connectors connectors = new Connectors(pipeline);
        try (TransformerMembers members = new TransformerMembers(servers.kafka(), connectors.transformer());
                DependencyWatch watch = DependencyWatch.start(Probes.of(pipeline, servers, members))) {
            Loading loading = new Loading(
                    preparation.loadSource(pipeline, servers),
                    new ConnectClient(servers.connect()),
                    connectors.source(),
                    new Patience(watch));
            loading.takePart();
        } catch (InterruptedException e) {
            if (!stopped) {
                throw e;
            }
        }
    }
}
