package io.sluice.e2e.bench.sink;

import io.sluice.core.pipeline.Servers;
import io.sluice.e2e.ChildJvm;
import io.sluice.e2e.bench.sink.SinkContender.Address;
import io.sluice.e2e.bench.sink.SinkWorkload.Network;
import io.sluice.e2e.network.TcpProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** The servers that stay during a whole run: broker and registry, PostgreSQL, and a slow way to that. */
final class Laboratory implements AutoCloseable {

    /** Half of what {@link Network#FAR} promises: there and back. */
    private static final Duration DELAY_EACH_WAY = Duration.ofNanos(2_500_000);

    private final Path directory;
    private final ChildJvm broker;
    private final Servers servers;
    private final Admin admin;
    private final TargetDatabase target;
    private final TcpProxy slowWay;
    private int names;

    private Laboratory(Path directory, ChildJvm broker, TargetDatabase target) {
        this.directory = directory;
        this.broker = broker;
        this.servers = BrokerProgram.servers(broker);
        this.admin = Admin.create(Map.of("bootstrap.servers", servers.kafka().bootstrapServers()));
        this.target = target;
        this.slowWay = TcpProxy.to(target.port());
        slowWay.delay(DELAY_EACH_WAY);
    }

    static Laboratory open(Path directory) throws IOException, SQLException {
        Files.createDirectories(directory);
        ChildJvm broker = BrokerProgram.start(directory);
        try {
            return new Laboratory(directory, broker, TargetDatabase.start(directory.resolve("postgres")));
        } catch (SQLException | RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    Servers servers() {
        return servers;
    }

    TargetDatabase target() {
        return target;
    }

    Address address(Network network) {
        return switch (network) {
            case NEAR -> new Address(target.port(), target.password());
            case FAR -> new Address(slowWay.port(), target.password());
        };
    }

    /** A worker of its own for what is to be measured. */
    Worker worker(String purpose, List<String> options) {
        return Worker.of(WorkerProgram.start(name(purpose), servers, directory, options));
    }

    /** @param purpose makes the connector's name, with a number */
    Drain drain(Worker worker, String purpose) {
        return new Drain(target, admin, worker, name(purpose));
    }

    /** A name that was not given before in this run. */
    private String name(String purpose) {
        return purpose + "-" + ++names;
    }

    @Override
    public void close() throws SQLException {
        slowWay.close();
        admin.close();
        target.close();
        broker.close();
    }
}
