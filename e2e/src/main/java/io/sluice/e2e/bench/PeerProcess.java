package io.sluice.e2e.bench;

import io.sluice.control.connect.ConnectClient;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.pipeline.PipelineFile;
import io.sluice.core.pipeline.Servers;
import io.sluice.standalone.Broker;
import io.sluice.standalone.ConnectWorker;
import io.sluice.standalone.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The peer's process: a broker, a worker, two connectors; until it is stopped, or the process that started it has ended. */
final class PeerProcess {

    private static final int NO_REGISTRY = 0;

    private PeerProcess() {}

    /**
     * @param arguments the pipeline's file, which says where the databases are; the data directory; the
     *     ports of broker, controller and worker
     */
    public static void main(String[] arguments) throws IOException {
        Pipeline pipeline = PipelineFile.read(Path.of(arguments[0]));
        Path directory = Path.of(arguments[1]);
        Ports ports = new Ports(port(arguments[2]), port(arguments[3]), port(arguments[4]), NO_REGISTRY);
        Servers servers = ports.servers();

        Broker broker = Broker.start(Files.createDirectories(directory.resolve("broker")), ports);
        ConnectWorker worker = ConnectWorker.start(PeerConfiguration.worker(pipeline.name(), servers));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            worker.close();
            broker.close();
        }));

        ConnectClient connect = new ConnectClient(servers.connect());
        connect.configure(
                pipeline.name() + "-source",
                PeerConfiguration.source(pipeline, servers.kafka().bootstrapServers()));
        connect.configure(pipeline.name() + "-sink", PeerConfiguration.sink(pipeline));
        while (System.in.read() >= 0) {
            // Nothing is ever said to it: standard input ends with the process that has its other end.
        }
        System.exit(0);
    }

    private static int port(String text) {
        return Integer.parseInt(text);
    }
}
