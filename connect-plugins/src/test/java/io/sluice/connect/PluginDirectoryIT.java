package io.sluice.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.connect.connector.Connector;
import org.apache.kafka.connect.runtime.isolation.LoaderSwap;
import org.apache.kafka.connect.runtime.isolation.PluginClassLoader;
import org.apache.kafka.connect.runtime.isolation.PluginDesc;
import org.apache.kafka.connect.runtime.isolation.Plugins;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Kafka's own plugin loader makes of {@code target/plugins}, when it asks the service manifests only. */
class PluginDirectoryIT {

    private static final Path DIRECTORY = Path.of("target", "plugins").toAbsolutePath();
    private static final String SOURCE = "io.sluice.connect.mysql.ExactMySqlConnector";
    private static final String CONVERTER = "io.sluice.connect.avro.AvroConverter";
    private static final String SECRETS = "io.sluice.connect.secret.SecretConfigProvider";
    private static final String SINK = "io.sluice.sink.PostgresSinkConnector";

    private static Plugins plugins;

    @BeforeAll
    static void load() {
        plugins = new Plugins(Map.of("plugin.path", DIRECTORY.toString(), "plugin.discovery", "service_load"));
    }

    @Test
    void hasADirectoryPerPlugin() throws IOException {
        try (Stream<Path> entries = Files.list(DIRECTORY)) {
            assertThat(entries.map(entry -> entry.getFileName().toString()))
                    .containsExactlyInAnyOrder("debezium-mysql", "sluice-sink-postgres", "sluice-avro-converter");
        }
    }

    @Test
    void leavesOutWhatEveryWorkerHas() throws IOException {
        try (Stream<Path> files = Files.walk(DIRECTORY)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(name -> name.matches("(kafka-clients|connect-|slf4j-|logback-|jakarta\\.).*\\.jar"));
        }
    }

    @Test
    void findsTheConnectors() {
        assertThat(classNames(plugins.sourceConnectors())).contains(SOURCE);
        assertThat(classNames(plugins.sinkConnectors())).contains(SINK);
    }

    @Test
    void findsTheConverterAndTheSecrets() throws ClassNotFoundException {
        assertThat(plugins.converters())
                .filteredOn(plugin -> plugin.className().equals(CONVERTER))
                .extracting(PluginDesc::location)
                .anyMatch(location -> location.contains("sluice-avro-converter"))
                .noneMatch(location -> location.contains("debezium"));
        assertThat(plugins.delegatingLoader().loadClass(SECRETS).getClassLoader())
                .isInstanceOf(PluginClassLoader.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {SOURCE, SINK})
    void aConnectorStandsOnItsOwnJars(String className) throws Exception {
        Connector connector = plugins.newConnector(className);
        assertThat(connector.getClass().getClassLoader()).isInstanceOf(PluginClassLoader.class);
        try (LoaderSwap swap = plugins.withClassLoader(connector.getClass().getClassLoader())) {
            assertThat(connector.config().names()).isNotEmpty();
            assertThat(connector.taskClass().getClassLoader())
                    .isSameAs(connector.getClass().getClassLoader());
            assertThat(swap).isNotNull();
        }
    }

    private static Set<String> classNames(Set<? extends PluginDesc<?>> found) {
        return found.stream().map(PluginDesc::className).collect(Collectors.toSet());
    }

    /** A library that two plugins bring must be the same version: they exchange nothing, but people compare. */
    @Test
    void bringsOneVersionOfEachLibrary() throws IOException {
        try (Stream<Path> files = Files.walk(DIRECTORY)) {
            List<String> jars = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar"))
                    .distinct()
                    .toList();
            // Ours beside Debezium has its name from the module and what it is of it.
            assertThat(jars.stream().map(jar -> jar.replaceFirst("-[0-9].*?(-mysql)?\\.jar$", "$1")))
                    .doesNotHaveDuplicates();
        }
    }
}
