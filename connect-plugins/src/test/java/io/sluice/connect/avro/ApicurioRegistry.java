package io.sluice.connect.avro;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real Apicurio Registry on a port of its own, without a disk; the build unpacks its program. */
final class ApicurioRegistry implements AutoCloseable {

    private static final Path PROGRAM = Path.of("target", "registry");
    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);

    private final int port;
    private final Process process;

    private ApicurioRegistry(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    static ApicurioRegistry start() throws IOException, InterruptedException {
        int port = freePort();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-Dquarkus.management.host=127.0.0.1",
                        "-Dquarkus.management.port=0",
                        "-jar",
                        program().toString())
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "registry.log").toFile())
                .start();
        ApicurioRegistry registry = new ApicurioRegistry(port, process);
        try {
            registry.awaitReady();
            return registry;
        } catch (Throwable e) {
            registry.close();
            throw e;
        }
    }

    URI confluentUrl() {
        return URI.create("http://127.0.0.1:" + port + "/apis/ccompat/v7");
    }

    URI nativeUrl() {
        return URI.create("http://127.0.0.1:" + port + "/apis/registry/v3");
    }

    private void awaitReady() throws InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        HttpRequest subjects =
                HttpRequest.newBuilder(URI.create(confluentUrl() + "/subjects")).build();
        long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (true) {
            try {
                if (http.send(subjects, BodyHandlers.discarding()).statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                // It does not listen yet.
            }
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("The registry did not start; see target/registry.log.");
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private static Path program() throws IOException {
        try (Stream<Path> files = Files.list(PROGRAM)) {
            return files.filter(file -> file.toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
