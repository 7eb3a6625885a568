package io.sluice.cli.command;

import io.sluice.cli.print.Json;
import io.sluice.cli.print.StatusTable;
import io.sluice.control.status.LiveStatus;
import io.sluice.control.status.Phase;
import io.sluice.control.status.PipelineStatus;
import io.sluice.control.status.StatusFile;
import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.standalone.RunningPipeline;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice status}: the last status that a run has written, or the status read from the user's own servers. */
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
    public Integer call() throws SQLException, InterruptedException {
        Pipeline pipeline = argument.read();
        Optional<RunningPipeline> running =
                pipeline.servers().isPresent() ? Optional.empty() : RunningPipeline.find(pipeline.dataDirectory());
        PipelineStatus status = pipeline.servers().isPresent()
                ? new LiveStatus(pipeline, pipeline.servers().get()).read()
                : lastSaid(pipeline, running.isPresent());
        if (json) {
            Json.print(System.out, status);
        } else {
            StatusTable.lines(status).forEach(System.out::println);
            StatusTable.letters(status).forEach(System.out::println);
            StatusTable.policies(status).forEach(System.out::println);
            running.ifPresent(run -> System.out.println("metrics and health: " + run.http()));
        }
        return (status.phase() == Phase.FAILED ? ExitCode.FAILED_CHECK : ExitCode.DONE).code();
    }

    private static PipelineStatus lastSaid(Pipeline pipeline, boolean running) {
        PipelineStatus status = new StatusFile(pipeline.dataDirectory())
                .read()
                .orElseThrow(() -> new SluiceException(
                        ExitCode.FAILED_CHECK,
                        "pipeline " + pipeline.name() + " has never run here; start it with 'sluice run'"));
        return running || status.phase() == Phase.FAILED ? status : status.with(Phase.STOPPED, "");
    }
}
