package io.sluice.e2e.faults;

import io.sluice.control.connect.ConnectClient;
import io.sluice.demo.server.LocalPostgres;
import io.sluice.standalone.Broker;
import io.sluice.standalone.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;

/** What the faults are made to: one PostgreSQL, one broker, and one worker, which may be replaced. */
final class FaultServers implements AutoCloseable {

    private static final Path POSTGRES = Path.of("target", "servers", "faults-postgres");

    private final Path directory;
    private final LocalPostgres postgres;
    private final Broker broker;
    private final String bootstrapServers;
    private final Admin admin;
    private SinkWorker worker;

    private FaultServers(Path directory, LocalPostgres postgres, Broker broker, String bootstrapServers) {
        this.directory = directory;
        this.postgres = postgres;
        this.broker = broker;
        this.bootstrapServers = bootstrapServers;
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    static FaultServers start() {
        try {
            Path directory = Files.createTempDirectory(
                    Files.createDirectories(Path.of("target", "faults")).toAbsolutePath(), "run-");
            Ports ports = Ports.choose(Optional.empty());
            Broker broker = Broker.start(directory.resolve("broker"), ports);
            String bootstrapServers = ports.servers().kafka().bootstrapServers();
            LocalPostgres postgres = LocalPostgres.start(POSTGRES, System.err::println);
            FaultServers servers = new FaultServers(directory, postgres, broker, bootstrapServers);
            servers.worker = servers.launchWorker().awaitReady();
            return servers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    LocalPostgres postgres() {
        return postgres;
    }

    Path postgresData() {
        return POSTGRES.resolve("data");
    }

    /** PostgreSQL ends at once, and saves nothing. */
    void crashPostgres() throws IOException, InterruptedException {
        Path file = postgresData().resolve("postmaster.pid");
        String postmaster = Files.readAllLines(file).get(0);
        new ProcessBuilder("kill", "-QUIT", postmaster).start().waitFor();
        ProcessHandle.of(Long.parseLong(postmaster))
                .ifPresent(process -> process.onExit().join());
    }

    Admin admin() {
        return admin;
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    SinkWorker worker() {
        return worker;
    }

    ConnectClient connect() {
        return worker.connect();
    }

    /** Another worker of the same group, still starting. The caller closes it, or makes it the one there is. */
    SinkWorker launchWorker() {
        return SinkWorker.launch(directory, bootstrapServers);
    }

    /** A new worker takes the place of one that is gone, and has joined the group. */
    void replaceWorker() {
        worker = launchWorker().awaitReady();
    }

    /** Another one is the worker from now on; the former is the caller's. */
    void replaceWorkerBy(SinkWorker other) {
        worker = other;
    }

    @Override
    public void close() {
        worker.close();
        admin.close();
        broker.close();
        postgres.close();
    }
}
