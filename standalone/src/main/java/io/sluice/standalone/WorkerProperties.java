package io.sluice.standalone;

import io.sluice.core.pipeline.Servers;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The configuration of the Connect worker. */
final class WorkerProperties {

    private static final String CONVERTER = "io.sluice.connect.avro.AvroConverter";
    private static final String SECRET_PROVIDER = "io.sluice.connect.secret.SecretConfigProvider";

    private WorkerProperties() {}

    static Map<String, String> of(String pipelineName, Servers servers, Path pluginDirectory) {
        Map<String, String> properties = new HashMap<>();
        properties.put("bootstrap.servers", servers.kafka().bootstrapServers());
        properties.putAll(rest(servers.connect().url()));
        properties.putAll(plugins(pluginDirectory));
        properties.putAll(conversion(servers.registry().url()));
        properties.putAll(internalTopics(pipelineName));
        properties.putAll(onlyMember(pipelineName));
        properties.put("exactly.once.source.support", "enabled");
        properties.put("offset.flush.interval.ms", "1000");
        return properties;
    }

    private static Map<String, String> rest(URI url) {
        return Map.of(
                "listeners", url.toString(),
                "rest.advertised.host.name", url.getHost(),
                "rest.advertised.port", Integer.toString(url.getPort()));
    }

    /** Plugins are found by their service files; scanning all classes would cost seconds at each start. */
    private static Map<String, String> plugins(Path directory) {
        return Map.of(
                "plugin.path", directory.toString(),
                "plugin.discovery", "service_load",
                "connector.client.config.override.policy", "All",
                "config.providers", "secret",
                "config.providers.secret.class", SECRET_PROVIDER);
    }

    private static Map<String, String> conversion(URI registry) {
        return Map.of(
                "key.converter",
                CONVERTER,
                "key.converter.schema.registry.url",
                registry.toString(),
                "value.converter",
                CONVERTER,
                "value.converter.schema.registry.url",
                registry.toString(),
                "header.converter",
                "org.apache.kafka.connect.storage.StringConverter");
    }

    private static Map<String, String> internalTopics(String pipelineName) {
        String prefix = pipelineName + ".connect";
        return Map.of(
                "config.storage.topic", prefix + "-config",
                "config.storage.replication.factor", "1",
                "offset.storage.topic", prefix + "-offsets",
                "offset.storage.replication.factor", "1",
                "offset.storage.partitions", "1",
                "status.storage.topic", prefix + "-status",
                "status.storage.replication.factor", "1",
                "status.storage.partitions", "1");
    }

    /**
     * The data directory's lock guarantees that there is no other worker, so each run can use a new group. It then need
     * not wait for the session of a member that a killed run left in its group. So the session timeout can be long,
     * which matters when the whole machine pauses: a worker that loses its membership restarts its connectors, and a
     * snapshot from its first row.
     */
    private static Map<String, String> onlyMember(String pipelineName) {
        return Map.of(
                "group.id", pipelineName + ".connect-" + UUID.randomUUID(),
                "session.timeout.ms", "300000",
                "scheduled.rebalance.max.delay.ms", "0");
    }
}
