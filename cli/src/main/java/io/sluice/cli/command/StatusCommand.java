package io.sluice.cli.command;

import io.sluice.cli.ExitCode;
import io.sluice.cli.SluiceException;
import io.sluice.cli.status.Phase;
import io.sluice.cli.status.PipelineStatus;
import io.sluice.cli.status.StatusFile;
import io.sluice.cli.status.StatusTable;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.standalone.RunningPipeline;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice status}: what the run of a pipeline last said of itself. */
@Command(
        name = "status",
        description = "Shows phase, rows, lag and errors of each table.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

    @Mixin
    private PipelineArgument argument;

    @Option(names = "--json", description = "Print one JSON document on standard output.")
    private boolean json;

    @Override
    public Integer call() {
        Pipeline pipeline = argument.read();
        PipelineStatus status = new StatusFile(pipeline.dataDirectory())
                .read()
                .orElseThrow(() -> new SluiceException(
                        ExitCode.FAILED_CHECK,
                        "pipeline " + pipeline.name() + " has never run here; start it with 'sluice run'"));
        Optional<RunningPipeline> running = RunningPipeline.find(pipeline.dataDirectory());
        if (running.isEmpty() && status.phase() != Phase.FAILED) {
            status = status.with(Phase.STOPPED, "");
        }
        if (json) {
            Json.print(System.out, status);
        } else {
            StatusTable.lines(status).forEach(System.out::println);
            running.ifPresent(run -> System.out.println("metrics and health: " + run.http()));
        }
        return (status.phase() == Phase.FAILED ? ExitCode.FAILED_CHECK : ExitCode.DONE).code();
    }
}
