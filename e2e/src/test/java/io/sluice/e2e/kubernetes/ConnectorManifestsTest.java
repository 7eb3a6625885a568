package io.sluice.e2e.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.control.connect.Connectors;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.pipeline.Servers;
import io.strimzi.api.kafka.model.connect.KafkaConnectSpec;
import io.strimzi.api.kafka.model.connector.AbstractConnectorSpec;
import io.strimzi.api.kafka.model.kafka.KafkaClusterSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Connector;
import org.apache.kafka.connect.runtime.isolation.Plugins;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The connectors in the manifests are those that {@code sluice run} sets up, and their plugins accept them. */
class ConnectorManifestsTest {

    /**
     * Equal to the last setting: whoever finds the other's connector has nothing to change, so neither the Job nor the
     * operator restarts what the other has started.
     */
    @ParameterizedTest
    @EnumSource
    void connectorsAreThoseThatRunSetsUp(Overlay overlay) {
        Pipeline pipeline = PipelineConfig.of(overlay.manifests());
        Servers servers = pipeline.servers().orElseThrow();
        Connectors connectors = new Connectors(pipeline);

        assertThat(configuration(overlay, connectors.source()))
                .containsExactlyInAnyOrderEntriesOf(connectors.sourceConfiguration(servers));
        assertThat(configuration(overlay, connectors.sink()))
                .containsExactlyInAnyOrderEntriesOf(connectors.sinkConfiguration(servers));
        assertThat(overlay.manifests().kind("KafkaConnector")).hasSize(2);
    }

    /** The Job has them until the pipeline streams, then Strimzi; never both (docs/adr/0011). */
    @ParameterizedTest
    @EnumSource
    void strimziLeavesConnectorsAloneUntilThePipelineStreams(Overlay overlay) {
        assertThat(overlay.manifests().kind("KafkaConnector")).allSatisfy(connector -> assertThat(connector
                        .at("/metadata/annotations")
                        .path("strimzi.io/pause-reconciliation")
                        .asBoolean())
                .isEqualTo(overlay != Overlay.STREAMING));
    }

    /** Debezium asks the server at the end of its own check, so that it is the only thing left to complain about. */
    @Test
    void debeziumAcceptsItsConfiguration() {
        Map<String, String> configuration = configuration(Overlay.PRODUCTION, "shop-source");
        configuration.put("database.hostname", "127.0.0.1");
        configuration.put("database.port", "1");

        assertThat(complaints(configuration))
                .singleElement()
                .asString()
                .startsWith("database.hostname")
                .contains("Failed to establish connection");
        configuration.put("snapshot.mode", "initially");
        assertThat(complaints(configuration)).singleElement().asString().contains("snapshot.mode");
    }

    /** The sink connects once its settings are right by themselves. */
    @Test
    void theSinkAcceptsItsConfiguration() {
        Map<String, String> configuration = configuration(Overlay.PRODUCTION, "shop-sink");
        configuration.computeIfPresent("connection.url", (key, url) -> url.replaceFirst("//[^/]*/", "//127.0.0.1:1/"));

        assertThat(complaints(configuration))
                .singleElement()
                .asString()
                .startsWith("connection.url")
                .contains("cannot be reached", "127.0.0.1:1");
        configuration.put("connection.url", "postgres-rw:5432");
        assertThat(complaints(configuration)).singleElement().asString().contains("connection.url");
    }

    /** Strimzi drops such settings with a warning, and the worker then starts without them. */
    @ParameterizedTest
    @EnumSource
    void noSettingIsOneThatStrimziDrops(Overlay overlay) {
        Manifests manifests = overlay.manifests();
        assertThat(dropped(
                        manifests.get("KafkaConnect", "sluice").at("/spec/config"),
                        KafkaConnectSpec.FORBIDDEN_PREFIXES,
                        KafkaConnectSpec.FORBIDDEN_PREFIX_EXCEPTIONS))
                .isEmpty();
        assertThat(dropped(
                        manifests.get("Kafka", "sluice").at("/spec/kafka/config"),
                        KafkaClusterSpec.FORBIDDEN_PREFIXES,
                        KafkaClusterSpec.FORBIDDEN_PREFIX_EXCEPTIONS))
                .isEmpty();
        assertThat(manifests.kind("KafkaConnector"))
                .allSatisfy(connector -> assertThat(names(connector.at("/spec/config")))
                        .doesNotContainAnyElementsOf(list(AbstractConnectorSpec.FORBIDDEN_PARAMETERS)));
    }

    private static List<String> dropped(JsonNode config, String prefixes, String exceptions) {
        return names(config).stream()
                .filter(name -> list(prefixes).stream().anyMatch(name::startsWith))
                .filter(name -> list(exceptions).stream().noneMatch(name::startsWith))
                .toList();
    }

    private static List<String> list(String names) {
        return Stream.of(names.split(",")).map(String::strip).toList();
    }

    private static List<String> names(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    /** What Connect is told of a connector: Strimzi adds class and number of tasks to the configuration. */
    private static Map<String, String> configuration(Overlay overlay, String name) {
        JsonNode spec = overlay.manifests().get("KafkaConnector", name).path("spec");
        Map<String, String> configuration = new TreeMap<>();
        spec.path("config")
                .properties()
                .forEach(setting ->
                        configuration.put(setting.getKey(), setting.getValue().asText()));
        configuration.put("connector.class", spec.path("class").asText());
        configuration.put("tasks.max", spec.path("tasksMax").asText());
        return configuration;
    }

    /** By the plugins as they are shipped, each in its own class loader as in a worker. */
    private static List<String> complaints(Map<String, String> configuration) {
        Path plugins = Path.of(System.getProperty("sluice.home"), "plugins");
        Plugins isolated = new Plugins(Map.of("plugin.path", plugins.toString(), "plugin.discovery", "service_load"));
        configuration.putIfAbsent("name", "any");
        Connector connector = isolated.newConnector(configuration.get("connector.class"));
        try (var ignored = isolated.withClassLoader(connector.getClass().getClassLoader())) {
            return connector.validate(configuration).configValues().stream()
                    .filter(value -> !value.errorMessages().isEmpty())
                    .map(ConnectorManifestsTest::complaint)
                    .toList();
        }
    }

    private static String complaint(ConfigValue value) {
        return value.name() + ": " + value.errorMessages();
    }
}
