package io.sluice.cli.command;

import io.sluice.cli.print.Json;
import io.sluice.control.connect.ConnectClient;
import io.sluice.control.connect.ConnectorPair;
import io.sluice.control.connect.Connectors;
import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.pipeline.Servers;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice remove}: removes the connectors of a pipeline from the user's own Connect. */
@Command(
        name = "remove",
        description = {
            "Removes both connectors of a pipeline from your own Kafka Connect, after a confirmation.",
            "The position in MySQL's log is deleted: a new run reloads every table. Topics and PostgreSQL stay."
        },
        mixinStandardHelpOptions = true)
final class RemoveCommand implements Callable<Integer> {

    @Mixin
    private PipelineArgument argument;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    @Option(names = "--json", description = "Print one JSON document on standard output.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        Pipeline pipeline = argument.read();
        Servers servers = pipeline.servers()
                .orElseThrow(() -> new SluiceException(
                        ExitCode.WRONG_USAGE,
                        "pipeline " + pipeline.name()
                                + " has no connectors outside its own process; to begin anew, stop" + " it and delete "
                                + pipeline.dataDirectory()));
        ConnectorPair connectors = new ConnectorPair(new ConnectClient(servers.connect()), new Connectors(pipeline));
        List<String> present = connectors.present();
        boolean agreed = present.isEmpty() || yes || Confirmation.onTerminal().yes(warning(present, servers));
        if (agreed) {
            connectors.remove();
        }
        report(pipeline, agreed ? present : List.of());
        return (agreed ? ExitCode.DONE : ExitCode.FAILED_CHECK).code();
    }

    private static String warning(List<String> present, Servers servers) {
        return String.join(" and ", present) + " will be removed from "
                + servers.connect().url() + ".\n"
                + "PostgreSQL then no longer follows MySQL, and the position in MySQL's log is deleted:\n"
                + "another 'sluice run' reloads every table. Topics and PostgreSQL stay as they are.\n"
                + "Remove them?";
    }

    private void report(Pipeline pipeline, List<String> removed) {
        if (json) {
            Json.print(System.out, new Document(pipeline.name(), removed));
        } else {
            System.err.println(
                    removed.isEmpty() ? "Nothing was removed" : String.join(" and ", removed) + " are removed");
        }
    }

    /** The document of {@code --json}. */
    private record Document(String pipeline, List<String> removed) {}
}
