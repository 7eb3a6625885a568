package io.sluice.e2e.bench.sink;

import io.sluice.core.pipeline.Servers;
import io.sluice.e2e.ChildJvm;
import io.sluice.e2e.WorkerJvm;
import io.sluice.standalone.Ports;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Connect worker in a process of its own, with the plugins of both sinks; the same for both. */
final class WorkerProgram {

    /** The memory that {@code ./sluice} has. */
    private static final List<String> OPTIONS = List.of(
            "-Xms256m", "-Xmx640m", "-Xmn240m", "-XX:SurvivorRatio=4", "-XX:+UseSerialGC", "-XX:MaxMetaspaceSize=256m");

    private WorkerProgram() {}

    /**
     * Starts the process.
     *
     * @param more options for its JVM
     */
    static ChildJvm start(String name, Servers servers, Path directory, List<String> more) {
        URI rest = Ports.choose(Optional.empty()).servers().connect().url();
        List<String> options = new ArrayList<>(OPTIONS);
        options.addAll(more);
        return WorkerJvm.start(name, options, properties(name, servers, rest), directory);
    }

    private static Map<String, String> properties(String name, Servers servers, URI rest) {
        Map<String, String> properties = new HashMap<>();
        properties.put("bootstrap.servers", servers.kafka().bootstrapServers());
        properties.put("listeners", rest.toString());
        properties.put("rest.advertised.host.name", rest.getHost());
        properties.put("rest.advertised.port", Integer.toString(rest.getPort()));
        properties.put(
                "plugin.path",
                Path.of(System.getProperty("sluice.home"), "plugins") + "," + System.getProperty("peer.plugins"));
        properties.put("plugin.discovery", "service_load");
        properties.put("connector.client.config.override.policy", "All");
        for (String converter : new String[] {"key.converter", "value.converter"}) {
            properties.put(converter, InstalledConverter.CLASS);
            properties.put(
                    converter + ".schema.registry.url", servers.registry().url().toString());
        }
        properties.put("header.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
        properties.put("group.id", name);
        for (String topic : new String[] {"config", "offset", "status"}) {
            properties.put(topic + ".storage.topic", name + "-" + topic);
            properties.put(topic + ".storage.replication.factor", "1");
        }
        properties.put("offset.storage.partitions", "1");
        properties.put("status.storage.partitions", "1");
        properties.put("scheduled.rebalance.max.delay.ms", "0");
        return properties;
    }
}
