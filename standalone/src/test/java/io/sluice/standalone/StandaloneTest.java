package io.sluice.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StandaloneTest {

    @TempDir
    Path directory;

    @Test
    void whatWasWrittenIsThereInTheNextRun() throws Exception {
        int schemaId;
        String formerBroker;
        try (Standalone first = PlainStandalone.start(directory)) {
            Traffic traffic = new Traffic(first.servers());
            traffic.createTopic("t");
            traffic.produceInTransaction("t", "one", "two");
            schemaId = traffic.registerSchema("t-value", "long");
            formerBroker = first.servers().kafka().bootstrapServers();
            assertThat(traffic.connectorPlugins()).contains("JsonConverter");
        }

        try (ServerSocket somebody = listenAt(formerBroker);
                Standalone second = PlainStandalone.start(directory)) {
            assertThat(somebody.isBound()).isTrue();
            assertThat(second.servers().kafka().bootstrapServers()).isNotEqualTo(formerBroker);
            Traffic traffic = new Traffic(second.servers());
            assertThat(traffic.consume("t", 2)).containsExactly("one", "two");
            assertThat(traffic.registerSchema("t-value", "long")).isEqualTo(schemaId);
            traffic.produceInTransaction("t", "three");
            assertThat(traffic.consume("t", 3)).containsExactly("one", "two", "three");
        }
    }

    @Test
    void tellsThatItLivesBeforeItIsReady() throws Exception {
        try (Standalone standalone = PlainStandalone.start(directory)) {
            URI http = RunningPipeline.find(directory).orElseThrow().http();
            assertThat(http.getHost()).isEqualTo(Ports.HOST);
            assertThat(get(http.resolve("/health/live")).statusCode()).isEqualTo(200);
            HttpResponse<String> ready = get(http.resolve("/health/ready"));
            assertThat(ready.statusCode()).isEqualTo(503);
            assertThat(ready.body()).isEqualTo("transformer: STARTING, connectors: not all running\n");
            assertThat(standalone.failure()).isNotDone();
        }
    }

    @Test
    void saysWhereItCannotListen() throws Exception {
        try (ServerSocket somebody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            StandaloneConfig plain = PlainStandalone.config(directory);
            var address = (InetSocketAddress) somebody.getLocalSocketAddress();
            StandaloneConfig taken = new StandaloneConfig(
                    plain.pipelineName(),
                    plain.dataDirectory(),
                    plain.pluginDirectory(),
                    plain.registryDirectory(),
                    Optional.of(address));

            assertThatThrownBy(() -> Standalone.start(taken))
                    .isInstanceOf(StandaloneException.class)
                    .hasMessageContaining(":" + somebody.getLocalPort())
                    .hasMessageContaining("http.listen");
        }
        assertThat(DataDirectory.holder(directory)).isEmpty();
    }

    private static HttpResponse<String> get(URI address) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }

    private static ServerSocket listenAt(String address) throws Exception {
        ServerSocket socket = new ServerSocket();
        socket.bind(Ports.address(URI.create("kafka://" + address).getPort()));
        return socket;
    }

    @Test
    void aRegistryThatEndsIsStartedAgain() {
        try (Standalone standalone = PlainStandalone.start(directory)) {
            Traffic traffic = new Traffic(standalone.servers());
            int schemaId = traffic.registerSchema("t-value", "long");
            ProcessHandle registry = registry();

            registry.destroyForcibly();

            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> new Traffic(standalone.servers()).registerSchema("t-value", "long") == schemaId);
            assertThat(registry()).isNotEqualTo(registry);
            assertThat(standalone.failure()).isNotDone();
        }
        assertThat(ProcessHandle.current().children()).isEmpty();
    }

    @Test
    void theTerminalsCtrlCIsNotTheRegistrys() throws Exception {
        try (Standalone standalone = PlainStandalone.start(directory)) {
            ProcessHandle registry = registry();

            new ProcessBuilder("kill", "-INT", Long.toString(registry.pid()))
                    .start()
                    .waitFor();

            await().during(Duration.ofSeconds(1)).until(registry::isAlive);
            assertThat(new Traffic(standalone.servers()).registerSchema("t-value", "long"))
                    .isPositive();
        }
    }

    private static ProcessHandle registry() {
        return ProcessHandle.current().children().findFirst().orElseThrow();
    }

    @Test
    void nothingIsLeftBehindWhenAPartDoesNotStart() {
        assertThatThrownBy(() -> Standalone.start(PlainStandalone.config(directory), StandaloneTest::broken))
                .isInstanceOf(StandaloneException.class)
                .hasMessageStartingWith("The Connect worker did not start")
                .hasMessageEndingWith("see " + directory.resolve("logs/sluice.log") + ".");

        assertThat(ProcessHandle.current().children()).isEmpty();
        assertThat(DataDirectory.holder(directory)).isEmpty();
    }

    private static Map<String, String> broken(Map<String, String> properties) {
        Map<String, String> broken = PlainStandalone.withKafkasOwnConverter(properties);
        broken.put("key.converter", "no.such.Converter");
        return broken;
    }

    @Test
    void aBrokerThatLosesItsDiskIsAFailureOfTheRun() throws Exception {
        Standalone standalone = PlainStandalone.start(directory);
        try (standalone) {
            LostDisk.take(directory.resolve("broker"));
            new Traffic(standalone.servers()).createTopic("t");

            assertThat(standalone.failure())
                    .succeedsWithin(Duration.ofSeconds(20))
                    .extracting(Throwable::getMessage)
                    .asString()
                    .startsWith("Kafka stopped by itself");
        }
        assertThat(DataDirectory.holder(directory)).isEmpty();
    }
}
