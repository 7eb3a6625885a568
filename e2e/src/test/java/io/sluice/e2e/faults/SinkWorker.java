package io.sluice.e2e.faults;

import static org.awaitility.Awaitility.await;

import io.sluice.control.connect.ConnectClient;
import io.sluice.core.pipeline.Servers;
import io.sluice.e2e.Signals;
import io.sluice.standalone.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** A Connect worker with the sink, to be killed, suspended and woken. All workers of one broker are one group. */
final class SinkWorker implements AutoCloseable {

    /** The line that it prints when it has joined its group. */
    static final String READY = "The worker is ready.";

    private static final Duration START_PATIENCE = Duration.ofSeconds(90);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final Path log;
    private final ConnectClient connect;

    private SinkWorker(Process process, Path log, ConnectClient connect) {
        this.process = process;
        this.log = log;
        this.connect = connect;
    }

    /**
     * Returns at once; see {@link #awaitReady}.
     *
     * @param directory for its log
     */
    static SinkWorker launch(Path directory, String bootstrapServers) {
        Servers servers = Ports.choose(Optional.empty()).servers();
        try {
            Path log = Files.createTempFile(directory, "worker-", ".log");
            Path file = Path.of(log.toString().replace(".log", ".properties"));
            Properties properties = new Properties();
            properties.putAll(properties(servers, bootstrapServers));
            try (Writer writer = Files.newBufferedWriter(file)) {
                properties.store(writer, null);
            }
            Process process = new ProcessBuilder(command(file))
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new SinkWorker(process, log, new ConnectClient(servers.connect()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(Path properties) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                // What lives for seconds is not worth the second compiler's work.
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Dlogback.configurationFile=io/sluice/e2e/faults/worker-logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                SinkWorkerMain.class.getName(),
                properties.toString());
    }

    private static Map<String, String> properties(Servers servers, String bootstrapServers) {
        String json = "org.apache.kafka.connect.json.JsonConverter";
        Map<String, String> properties = new HashMap<>();
        properties.put("bootstrap.servers", bootstrapServers);
        properties.put("listeners", servers.connect().url().toString());
        properties.put("rest.advertised.host.name", servers.connect().url().getHost());
        properties.put(
                "rest.advertised.port", Integer.toString(servers.connect().url().getPort()));
        Path home = Path.of(System.getProperty("sluice.home", "../cli/target/sluice"));
        properties.put(
                "plugin.path",
                home.resolve("plugins").toAbsolutePath().normalize().toString());
        properties.put("plugin.discovery", "service_load");
        properties.put("connector.client.config.override.policy", "All");
        properties.put("key.converter", json);
        properties.put("value.converter", json);
        properties.put("header.converter", "org.apache.kafka.connect.storage.StringConverter");
        properties.put("group.id", "faults");
        for (String kind : List.of("config", "offset", "status")) {
            properties.put(kind + ".storage.topic", "connect-" + kind);
            properties.put(kind + ".storage.replication.factor", "1");
        }
        properties.put("offset.storage.partitions", "1");
        properties.put("status.storage.partitions", "1");
        properties.putAll(timing());
        return properties;
    }

    private static Map<String, String> timing() {
        return Map.of(
                // The group soon gives up a member that was killed or suspended.
                "session.timeout.ms", "3000",
                "heartbeat.interval.ms", "500",
                "scheduled.rebalance.max.delay.ms", "0",
                "consumer.session.timeout.ms", "3000",
                "consumer.heartbeat.interval.ms", "500",
                // Rarely: what the group knows must not matter.
                "offset.flush.interval.ms", "60000");
    }

    /** Waits until the worker has joined its group. */
    SinkWorker awaitReady() {
        await("the worker is ready; see " + log())
                .atMost(START_PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .failFast("the worker has ended; see " + log(), () -> !process.isAlive())
                .until(() -> Files.readString(log).contains(READY));
        return this;
    }

    ConnectClient connect() {
        return connect;
    }

    Path log() {
        return log.toAbsolutePath();
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGSTOP: the process stands still, and its connections stay. */
    void suspend() {
        Signals.send("STOP", process.pid());
    }

    /** SIGCONT. */
    void wake() {
        Signals.send("CONT", process.pid());
    }

    /** Stops it in peace; if it does not stop, it is killed. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
