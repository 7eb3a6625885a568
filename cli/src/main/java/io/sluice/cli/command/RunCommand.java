package io.sluice.cli.command;

import io.sluice.cli.print.Json;
import io.sluice.cli.print.LiveView;
import io.sluice.control.run.Installation;
import io.sluice.control.run.PipelineRun;
import io.sluice.control.run.Until;
import io.sluice.control.status.Phase;
import io.sluice.control.status.PipelineStatus;
import io.sluice.core.failure.ExitCode;
import io.sluice.core.pipeline.Pipeline;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice run}: schema, snapshot, then stream. */
@Command(
        name = "run",
        description = "Migrates and keeps both sides in step: schema, snapshot, then stream, until stopped.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    @Mixin
    private PipelineArgument argument;

    @Option(
            names = "--until-synced",
            description = "Stop when the snapshot is done and everything committed by then has arrived.")
    private boolean untilSynced;

    @Option(names = "--json", description = "Print the last status as one JSON document on standard output.")
    private boolean json;

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        Pipeline pipeline = argument.read();
        LiveView view = new LiveView(System.err);
        PipelineRun run = new PipelineRun(pipeline, Installation.current(), view::show);
        boolean ownServers = pipeline.servers().isPresent();
        Interrupts.on(run::stop, () -> {
            if (ownServers) {
                LoggedWarnings.show(view::say);
            } else {
                LogFile.open(pipeline.dataDirectory());
            }
            run.run(untilSynced ? Until.SYNCED : Until.STOPPED);
            if (ownServers) {
                view.say(farewell(view.last().map(PipelineStatus::phase).orElse(Phase.STARTING)));
            }
        });
        if (json) {
            view.last().ifPresent(status -> Json.print(System.out, status));
        }
        return ExitCode.DONE.code();
    }

    /** What the user has to know about a pipeline that continues without this process. */
    private String farewell(Phase phase) {
        return phase == Phase.STREAMING
                ? "Connectors and transformer go on without this command; 'sluice stop' pauses them"
                : "Connectors and transformer go on, but indexes and foreign keys are still missing; start 'sluice run'"
                        + " again to build them";
    }
}
