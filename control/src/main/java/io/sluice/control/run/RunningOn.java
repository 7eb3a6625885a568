package io.sluice.control.run;

import io.sluice.control.connect.ConnectClient;
import io.sluice.control.connect.ConnectorPair;
import io.sluice.control.connect.Connectors;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.pipeline.Servers;
import io.sluice.standalone.RunningPipeline;
import java.util.Optional;

/**
 * Where a pipeline runs that this process does not run itself.
 *
 * @param process that runs it in standalone mode; empty on the user's own servers
 */
record RunningOn(Servers servers, Optional<RunningPipeline> process) {

    /** Empty if it does not run. */
    static Optional<RunningOn> find(Pipeline pipeline) {
        return pipeline.servers().isPresent()
                ? pipeline.servers()
                        .filter(servers -> connectors(pipeline, servers).active())
                        .map(servers -> new RunningOn(servers, Optional.empty()))
                : RunningPipeline.find(pipeline.dataDirectory())
                        .map(process -> new RunningOn(process.servers(), Optional.of(process)));
    }

    private static ConnectorPair connectors(Pipeline pipeline, Servers servers) {
        return new ConnectorPair(new ConnectClient(servers.connect()), new Connectors(pipeline));
    }
}
