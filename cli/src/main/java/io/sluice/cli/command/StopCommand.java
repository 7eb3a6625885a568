package io.sluice.cli.command;

import io.sluice.cli.print.Json;
import io.sluice.control.connect.ConnectClient;
import io.sluice.control.connect.ConnectorPair;
import io.sluice.control.connect.Connectors;
import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.pipeline.Servers;
import io.sluice.standalone.RunningPipeline;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice stop}: pauses a pipeline on the user's own servers. */
@Command(
        name = "stop",
        description = {
            "Pauses both connectors of a pipeline on servers of your own; 'sluice run' resumes them.",
            "Nothing is lost as long as MySQL keeps its log and Kafka its topics."
        },
        mixinStandardHelpOptions = true)
final class StopCommand implements Callable<Integer> {

    @Mixin
    private PipelineArgument argument;

    @Option(names = "--json", description = "Print one JSON document on standard output.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        Pipeline pipeline = argument.read();
        List<String> paused = List.of();
        if (pipeline.servers().isPresent()) {
            paused = pause(pipeline, pipeline.servers().get());
        } else {
            refuseRunning(pipeline);
        }
        if (json) {
            Json.print(System.out, new Document(pipeline.name(), paused));
        } else {
            System.err.println(
                    paused.isEmpty()
                            ? pipeline.name() + " does not run"
                            : String.join(" and ", paused) + " are paused; 'sluice run' resumes them");
        }
        return ExitCode.DONE.code();
    }

    private static List<String> pause(Pipeline pipeline, Servers servers) throws InterruptedException {
        ConnectorPair connectors = new ConnectorPair(new ConnectClient(servers.connect()), new Connectors(pipeline));
        connectors.pause();
        return connectors.present();
    }

    /** In standalone mode only the process that runs the pipeline can stop it. */
    private static void refuseRunning(Pipeline pipeline) {
        Optional<RunningPipeline> run = RunningPipeline.find(pipeline.dataDirectory());
        run.ifPresent(running -> {
            throw new SluiceException(
                    ExitCode.WRONG_USAGE,
                    "pipeline " + pipeline.name() + " runs in process " + running.pid()
                            + "; press Ctrl-C there, or end it by 'kill " + running.pid() + "'");
        });
    }

    /** The document of {@code --json}. */
    private record Document(String pipeline, List<String> paused) {}
}
