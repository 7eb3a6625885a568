package io.sluice.control.watch;

import io.sluice.control.connect.ConnectClient;
import io.sluice.control.connect.Connectors;
import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import io.sluice.core.pipeline.KafkaCluster;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.pipeline.Servers;
import io.sluice.core.wire.HttpSchemaRegistry;
import io.sluice.schema.source.SourceConnection;
import io.sluice.schema.target.TargetConnection;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/** How each dependency of a pipeline is asked. */
public final class Probes {

    private static final int ANSWER_MILLIS_MAX = 10_000;

    private Probes() {}

    /**
     * Those of one pipeline. Where the transformer is a process of its own it is among them; in standalone mode it ends
     * with this process.
     *
     * @param members tells of the transformer, from one thread
     */
    public static Map<Dependency, DependencyProbe> of(Pipeline pipeline, Servers servers, TransformerMembers members) {
        Map<Dependency, DependencyProbe> probes = new EnumMap<>(Dependency.class);
        probes.put(
                Dependency.MYSQL, () -> SourceConnection.open(pipeline.source()).close());
        probes.put(Dependency.POSTGRESQL, () -> TargetConnection.open(pipeline.target())
                .close());
        probes.put(Dependency.KAFKA, () -> askKafka(servers.kafka()));
        ConnectClient connect = new ConnectClient(servers.connect());
        probes.put(Dependency.CONNECT, connect::check);
        HttpSchemaRegistry registry = new HttpSchemaRegistry(servers.registry());
        probes.put(Dependency.REGISTRY, registry::check);
        if (pipeline.servers().isPresent()) {
            probes.put(Dependency.TRANSFORMER, () -> askTransformer(members, new Connectors(pipeline).transformer()));
        }
        return probes;
    }

    private static void askKafka(KafkaCluster kafka) throws InterruptedException {
        try (Admin admin = Admin.create(kafka.clientProperties())) {
            admin.describeCluster(new DescribeClusterOptions().timeoutMs(ANSWER_MILLIS_MAX))
                    .clusterId()
                    .get();
        } catch (ExecutionException e) {
            throw KafkaFailure.of(kafka, e.getCause());
        }
    }

    private static void askTransformer(TransformerMembers members, String group) throws InterruptedException {
        if (!members.any()) {
            throw new SluiceException(
                    ExitCode.UNREACHABLE, "no transformer runs (group " + group + " has no members); start one");
        }
    }
}
