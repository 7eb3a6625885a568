package io.sluice.e2e.bench;

import io.sluice.core.access.HttpAccess;
import io.sluice.core.pipeline.Servers;
import io.sluice.e2e.SluiceProcess;
import io.sluice.e2e.TestPipeline;
import io.sluice.standalone.RunningPipeline;
import java.util.Optional;

/** {@code sluice run}, as users start it. */
final class SluiceContender implements PipelineContender {

    private final TestPipeline pipeline;
    private SluiceProcess run;

    SluiceContender(TestPipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Override
    public String name() {
        return "Sluice";
    }

    @Override
    public TestPipeline pipeline() {
        return pipeline;
    }

    @Override
    public String table() {
        return BenchTable.DATABASE + "." + BenchTable.NAME;
    }

    @Override
    public void start() {
        run = pipeline.start("run");
    }

    @Override
    public void stop() {
        if (run != null) {
            run.stop();
        }
    }

    @Override
    public ProcessHandle process() {
        return run.handle();
    }

    @Override
    public Optional<HttpAccess> connect() {
        return RunningPipeline.find(pipeline.dataDirectory())
                .map(RunningPipeline::servers)
                .map(Servers::connect);
    }
}
