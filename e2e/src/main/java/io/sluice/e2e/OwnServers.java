package io.sluice.e2e;

import io.sluice.core.pipeline.Servers;
import io.sluice.standalone.Broker;
import io.sluice.standalone.ConnectWorker;
import io.sluice.standalone.DataDirectory;
import io.sluice.standalone.Ports;
import io.sluice.standalone.RegistryProcess;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A Kafka broker, a schema registry and a Connect worker of the user's own: nothing about them knows of a pipeline, and
 * Sluice starts and stops none of them.
 */
public final class OwnServers implements AutoCloseable {

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Ports ports = Ports.choose(Optional.empty());
    private Optional<ConnectWorker> worker = Optional.empty();

    private OwnServers() {}

    /** Starts broker and registry, whose data is below the directory; see {@link #startWorker}. */
    public static OwnServers start(Path directory) {
        OwnServers servers = new OwnServers();
        try {
            DataDirectory data = servers.part(DataDirectory.open(directory));
            RegistryProcess registry = servers.part(RegistryProcess.launch(
                    data, SluiceProcess.home().resolve("registry"), servers.ports.registry(), failure -> {
                        throw failure;
                    }));
            servers.part(Broker.start(data.broker(), servers.ports));
            registry.awaitReady();
            return servers;
        } catch (RuntimeException e) {
            servers.close();
            throw e;
        }
    }

    private <T extends AutoCloseable> T part(T part) {
        parts.push(part);
        return part;
    }

    public Servers addresses() {
        return ports.servers();
    }

    /** What README asks of a worker. Its own converters are others than ours. */
    public Map<String, String> workerProperties() {
        return workerProperties(addresses());
    }

    /** The same for a worker of other servers. */
    public static Map<String, String> workerProperties(Servers addresses) {
        Map<String, String> properties = new HashMap<>();
        properties.put("bootstrap.servers", addresses.kafka().bootstrapServers());
        properties.put("listeners", addresses.connect().url().toString());
        properties.put("plugin.path", SluiceProcess.home().resolve("plugins").toString());
        properties.put("plugin.discovery", "service_load");
        properties.put("group.id", "connect");
        for (String topic : new String[] {"config", "offset", "status"}) {
            properties.put(topic + ".storage.topic", "connect-" + topic);
            properties.put(topic + ".storage.replication.factor", "1");
        }
        properties.put("key.converter", "org.apache.kafka.connect.json.JsonConverter");
        properties.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
        properties.put("exactly.once.source.support", "enabled");
        properties.put("connector.client.config.override.policy", "All");
        properties.put("config.providers", "secret");
        properties.put("config.providers.secret.class", "io.sluice.connect.secret.SecretConfigProvider");
        return properties;
    }

    /** Starts the one Connect worker, in place of the one that may be running. */
    public void startWorker(Map<String, String> properties) {
        stopWorker();
        worker = Optional.of(ConnectWorker.start(properties));
    }

    public void stopWorker() {
        worker.ifPresent(ConnectWorker::close);
        worker = Optional.empty();
    }

    @Override
    public void close() {
        stopWorker();
        for (AutoCloseable part = parts.poll(); part != null; part = parts.poll()) {
            try {
                part.close();
            } catch (Exception e) {
                throw new IllegalStateException("a server did not stop", e);
            }
        }
    }
}
