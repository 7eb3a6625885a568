package io.sluice.cli.command;

import io.sluice.cli.print.Json;
import io.sluice.cli.print.LiveView;
import io.sluice.control.run.Installation;
import io.sluice.control.run.LogBeginning;
import io.sluice.control.run.PipelineRun;
import io.sluice.control.run.Until;
import io.sluice.control.status.Phase;
import io.sluice.control.status.PipelineStatus;
import io.sluice.core.failure.ExitCode;
import io.sluice.core.name.TableId;
import io.sluice.core.pipeline.Pipeline;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice run}: schema, load, then stream. */
@Command(
        name = "run",
        description = "Migrates and keeps both sides in step: schema, load, then stream, until stopped.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    @Mixin
    private PipelineArgument argument;

    @Option(
            names = "--until-synced",
            description = "Stop when all tables are loaded and everything committed by then has arrived.")
    private boolean untilSynced;

    @Option(
            names = "--accept-dead-letters",
            paramLabel = "TABLE",
            description = "Go on with a table (DATABASE.TABLE) that too many dead letters have stopped, and accept any"
                    + " number of them until it has had none for a minute.")
    private List<String> accepted = List.of();

    @Option(
            names = "--resync",
            description = "Begin at the end of MySQL's log, and reload every table while the pipeline streams: for a"
                    + " pipeline whose place in the log is gone.")
    private boolean resync;

    @Option(names = "--json", description = "Print the last status as one JSON document on standard output.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        Pipeline pipeline = argument.read();
        LiveView view = new LiveView(System.err);
        LogBeginning beginning = resync ? LogBeginning.NOW : LogBeginning.AS_IT_WAS;
        PipelineRun run = new PipelineRun(pipeline, Installation.current(), view::show, view::say, tables(), beginning);
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

    private List<TableId> tables() {
        return accepted.stream().map(TableArgument::parse).toList();
    }

    /** What the user has to know about a pipeline that continues without this process. */
    private String farewell(Phase phase) {
        return phase == Phase.STREAMING
                ? "Connectors and transformer go on without this command; 'sluice stop' pauses them"
                : "Connectors and transformer go on, but indexes and foreign keys are still missing; start 'sluice run'"
                        + " again to build them";
    }
}
