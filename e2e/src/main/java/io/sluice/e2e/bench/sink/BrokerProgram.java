package io.sluice.e2e.bench.sink;

import io.sluice.core.pipeline.Servers;
import io.sluice.e2e.ChildJvm;
import io.sluice.e2e.OwnServers;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** Broker and registry in a process of their own, so that what they cost is not counted as anybody's. */
final class BrokerProgram {

    private static final List<String> OPTIONS = List.of("-Xmx512m", "-XX:+UseSerialGC");

    private BrokerProgram() {}

    /** Starts the process. */
    static ChildJvm start(Path directory) {
        return ChildJvm.start(
                OPTIONS,
                BrokerProgram.class,
                List.of(directory.resolve("kafka").toString()),
                directory.resolve("broker.log"));
    }

    /** Where the process's servers are. */
    static Servers servers(ChildJvm process) {
        String[] addresses = process.ready().split(" ", -1);
        return Servers.plain(addresses[0], URI.create(addresses[1]), URI.create(addresses[2]));
    }

    /** @param arguments the directory for the servers' data */
    public static void main(String[] arguments) throws IOException {
        try (OwnServers servers = OwnServers.start(Path.of(arguments[0]))) {
            Servers addresses = servers.addresses();
            ChildJvm.serve(addresses.kafka().bootstrapServers() + " "
                    + addresses.connect().url() + " " + addresses.registry().url());
        }
        System.exit(0);
    }
}
