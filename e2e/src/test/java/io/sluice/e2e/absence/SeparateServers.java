package io.sluice.e2e.absence;

import io.sluice.core.pipeline.Servers;
import io.sluice.e2e.Certificates;
import io.sluice.e2e.ChildJvm;
import io.sluice.e2e.OwnServers;
import io.sluice.e2e.SluiceProcess;
import io.sluice.e2e.WorkerJvm;
import io.sluice.standalone.DataDirectory;
import io.sluice.standalone.Ports;
import io.sluice.standalone.RegistryProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Broker, registry and Connect worker as processes of their own, so that each can go away by itself. The last two stand behind
 * gates.
 */
final class SeparateServers implements AutoCloseable {

    private static final List<String> JVM_OPTIONS = List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final Path directory;
    private final Ports ports = Ports.choose(Optional.empty());
    private final DataDirectory registryData;
    private final RegistryProcess registry;
    private final HttpGate registryGate;
    private final HttpGate connectGate;
    private ChildJvm broker;
    private ChildJvm worker;

    SeparateServers(Path directory) throws IOException {
        this.directory = directory;
        registryData = DataDirectory.open(directory.resolve("registry"));
        registry = RegistryProcess.launch(
                registryData, SluiceProcess.home().resolve("registry"), ports.registry(), failure -> {
                    throw failure;
                });
        startBroker();
        registry.awaitReady();
        Certificates certificates = HttpGate.sign(Certificates.create(directory.resolve("certificates")));
        registryGate = new HttpGate(ports.servers().registry().url(), certificates);
        connectGate = new HttpGate(ports.servers().connect().url(), certificates);
        startWorker();
    }

    Servers addresses() {
        return new Servers(ports.servers().kafka(), connectGate.access(), registryGate.access());
    }

    ChildJvm broker() {
        return broker;
    }

    ChildJvm worker() {
        return worker;
    }

    HttpGate registry() {
        return registryGate;
    }

    HttpGate connect() {
        return connectGate;
    }

    void startBroker() {
        broker = BrokerOnPorts.start(JVM_OPTIONS, directory.resolve("kafka"), ports);
    }

    void startWorker() {
        Map<String, String> properties = new HashMap<>(OwnServers.workerProperties(ports.servers()));
        // Another member of the group is not to be waited for.
        properties.put("scheduled.rebalance.max.delay.ms", "0");
        worker = WorkerJvm.start("connect", JVM_OPTIONS, properties, directory);
    }

    @Override
    public void close() {
        worker.close();
        connectGate.close();
        registryGate.close();
        registry.close();
        broker.close();
        registryData.close();
    }
}
