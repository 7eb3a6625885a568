package io.sluice.control.run;

import io.sluice.control.connect.ConnectClient;
import io.sluice.control.connect.Connectors;
import io.sluice.control.connect.WorkerCheck;
import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.pipeline.Servers;
import io.sluice.core.wire.HttpSchemaRegistry;
import io.sluice.core.wire.SchemaRegistryException;

/** Whether the user's own servers answer and are set up for a pipeline. Changes nothing. */
final class ServersCheck {

    private ServersCheck() {}

    /** @throws SluiceException naming the server, and what to do */
    static void run(Pipeline pipeline, Servers servers) throws InterruptedException {
        try (PipelineTopics topics = new PipelineTopics(servers.kafka())) {
            topics.clusterId();
        }
        try {
            new HttpSchemaRegistry(servers.registry()).check();
        } catch (SchemaRegistryException e) {
            throw new SluiceException(exitCode(e.kind()), e.getMessage(), e);
        }
        new WorkerCheck(new ConnectClient(servers.connect()), new Connectors(pipeline), servers).run();
    }

    private static ExitCode exitCode(SchemaRegistryException.Kind kind) {
        return switch (kind) {
            case AWAY -> ExitCode.UNREACHABLE;
            case REFUSES, NO_SUCH_SCHEMA -> ExitCode.WRONG_USAGE;
        };
    }
}
