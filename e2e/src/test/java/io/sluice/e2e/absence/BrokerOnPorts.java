package io.sluice.e2e.absence;

import io.sluice.e2e.ChildJvm;
import io.sluice.standalone.Broker;
import io.sluice.standalone.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A Kafka broker in a process of its own, which can be killed and started again where it was. */
final class BrokerOnPorts {

    private BrokerOnPorts() {}

    static ChildJvm start(List<String> options, Path directory, Ports ports) {
        return ChildJvm.start(
                options,
                BrokerOnPorts.class,
                List.of(directory.toString(), Integer.toString(ports.broker()), Integer.toString(ports.controller())),
                directory.resolveSibling("broker.log"));
    }

    /** @param arguments the directory; the ports of broker and controller */
    public static void main(String[] arguments) throws IOException {
        Path directory = Files.createDirectories(Path.of(arguments[0]));
        Ports ports = new Ports(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]), 0, 0);
        try (Broker broker = Broker.start(directory, ports)) {
            ChildJvm.serve(ports.servers().kafka().bootstrapServers());
        }
        System.exit(0);
    }
}
