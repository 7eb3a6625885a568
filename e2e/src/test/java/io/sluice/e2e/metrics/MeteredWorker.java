package io.sluice.e2e.metrics;

import static org.awaitility.Awaitility.await;

import io.sluice.e2e.OwnServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/** A Connect worker as a process of its own, with the JMX exporter's agent as its image has it. */
record MeteredWorker(Process process, Path log, Endpoint endpoint) implements AutoCloseable {

    private static final Path AGENT =
            Path.of("target", "agent", "jmx_prometheus_javaagent.jar").toAbsolutePath();

    static MeteredWorker start(OwnServers servers, Path directory) throws IOException {
        Path properties = directory.resolve("worker.properties");
        Files.writeString(
                properties,
                servers.workerProperties().entrySet().stream()
                        .map(property -> property.getKey() + "=" + property.getValue())
                        .collect(Collectors.joining("\n")));
        int port = freePort();
        Path log = directory.resolve("worker.log");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-javaagent:" + AGENT + "=127.0.0.1:" + port + ":" + MonitoringFiles.AGENT_RULES,
                        "-cp",
                        Path.of(System.getProperty("sluice.home"), "lib", "*").toString(),
                        "org.apache.kafka.connect.cli.ConnectDistributed",
                        properties.toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        MeteredWorker worker = new MeteredWorker(process, log, new Endpoint(URI.create("http://127.0.0.1:" + port)));
        Endpoint rest = new Endpoint(servers.addresses().connect().url());
        await("the worker answers")
                .atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .failFast("the worker has ended, see " + log, () -> !process.isAlive())
                .until(() -> rest.status("/health") == 200);
        return worker;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
