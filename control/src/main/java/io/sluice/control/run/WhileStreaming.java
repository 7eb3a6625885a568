package io.sluice.control.run;

import io.sluice.control.connect.ConnectClient;
import io.sluice.control.connect.ConnectorPair;
import io.sluice.control.connect.Connectors;
import io.sluice.control.fence.PipelineFence;
import io.sluice.control.load.LoadProgress;
import io.sluice.control.load.Loading;
import io.sluice.control.watch.DependencyWatch;
import io.sluice.control.watch.Patience;
import io.sluice.control.watch.Probes;
import io.sluice.control.watch.TransformerMembers;
import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.pipeline.Servers;
import io.sluice.load.LoadSource;
import io.sluice.verify.TablePair;
import java.util.List;

/** Brings rows anew from MySQL while a pipeline streams that this process does not run itself. */
final class WhileStreaming {

    private WhileStreaming() {}

    /** What is done meanwhile. */
    @FunctionalInterface
    interface Work<T> {
        T work(LoadSource source, Loading loading, PipelineFence fence) throws Exception;
    }

    /**
     * Does the work.
     *
     * @param then what the user wants to do, for the message if the pipeline does not run
     * @throws SluiceException if the pipeline does not run, or its load has not begun
     * @throws Exception what keeps the work from going on
     */
    static <T> T run(Pipeline pipeline, Preparation preparation, String then, Work<T> work) throws Exception {
        RunningOn running = RunningOn.find(pipeline).orElseThrow(() -> notRunning(then));
        Servers servers = running.servers();
        Connectors connectors = new Connectors(pipeline);
        ConnectClient connect = new ConnectClient(servers.connect());
        if (!new ConnectorPair(connect, connectors).active()) {
            throw notRunning(then);
        }
        LoadSource source = preparation.loadSource(pipeline, servers);
        try (FenceHope hope = FenceHope.of(pipeline, running, pairs(preparation));
                PipelineFence fence = new PipelineFence(pipeline, servers.kafka(), connect, hope);
                TransformerMembers members = new TransformerMembers(servers.kafka(), connectors.transformer());
                DependencyWatch watch = DependencyWatch.start(Probes.of(pipeline, servers, members))) {
            requireBegun(pipeline, servers);
            Loading loading = new Loading(source, connect, connectors.source(), new Patience(watch));
            return work.work(source, loading, fence);
        }
    }

    private static SluiceException notRunning(String then) {
        return new SluiceException(
                ExitCode.FAILED_CHECK, "the pipeline does not run; start it by 'sluice run', then " + then);
    }

    private static List<TablePair> pairs(Preparation preparation) {
        return preparation.schema().sourceTables().stream()
                .map(table -> TablePair.of(table, preparation.schema().rules()))
                .toList();
    }

    private static void requireBegun(Pipeline pipeline, Servers servers) {
        try (LoadProgress progress = new LoadProgress(servers.kafka(), pipeline.topics())) {
            if (progress.read().load().isEmpty()) {
                throw new SluiceException(
                        ExitCode.FAILED_CHECK,
                        "the load of the pipeline has not begun; wait until 'sluice status' says STREAMING");
            }
        }
    }
}
