package io.sluice.control.connect;

import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import io.sluice.core.pipeline.Servers;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Whether the workers of the user's own Connect can run a pipeline's connectors. Changes nothing. */
public final class WorkerCheck {

    private final ConnectClient connect;
    private final Connectors connectors;
    private final Servers servers;

    public WorkerCheck(ConnectClient connect, Connectors connectors, Servers servers) {
        this.connect = connect;
        this.connectors = connectors;
        this.servers = servers;
    }

    /** @throws SluiceException naming what the worker lacks, or the setting that it refuses */
    public void run() {
        Map<String, String> source = connectors.sourceConfiguration(servers);
        Map<String, String> sink = connectors.sinkConfiguration(servers);
        requirePlugins(Stream.of(source, sink)
                .flatMap(config -> Stream.of(config.get("connector.class"), config.get("value.converter")))
                .distinct()
                .toList());
        requireValid(connectors.source(), source);
        requireValid(connectors.sink(), sink);
    }

    private void requirePlugins(List<String> wanted) {
        Set<String> present = connect.plugins();
        wanted.stream().filter(plugin -> !present.contains(plugin)).findFirst().ifPresent(missing -> {
            throw wrong("has no " + missing + "; put Sluice's plugin directory on the plugin.path of its workers");
        });
    }

    private void requireValid(String connector, Map<String, String> configuration) {
        connect.validate(connector, configuration).forEach((setting, errors) -> {
            throw complaint(connector, setting, errors.get(0));
        });
    }

    private SluiceException complaint(String connector, String setting, String error) {
        if (setting.equals("exactly.once.support")) {
            return wrong("does not write exactly once; set exactly.once.source.support=enabled for its workers");
        }
        if (setting.startsWith("producer.override.") || setting.startsWith("consumer.override.")) {
            return wrong("does not let connectors configure their Kafka clients (" + setting
                    + "); set connector.client.config.override.policy=All for its workers");
        }
        if (error.contains("Access denied") || setting.equals("connection.password")) {
            // The command itself has logged in already, so the password differs between this host and the worker.
            return wrong("cannot log in to " + (setting.equals("connection.password") ? "PostgreSQL" : "MySQL")
                    + " with the password of " + connector
                    + "; set config.providers=secret for its workers as README says, and give them the same secret");
        }
        String reason = error.strip().replaceFirst("[.;]$", "");
        return new SluiceException(
                ConnectClient.codeOf(reason),
                "Kafka Connect at " + servers.connect().url() + " refuses '" + setting + "' of " + connector + " ("
                        + reason + "); correct it in the pipeline's file, or the workers");
    }

    private SluiceException wrong(String what) {
        return new SluiceException(
                ExitCode.WRONG_USAGE, "Kafka Connect at " + servers.connect().url() + " " + what);
    }
}
