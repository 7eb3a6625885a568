package io.sluice.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.Connector;
import org.apache.kafka.connect.runtime.isolation.LoaderSwap;
import org.apache.kafka.connect.runtime.isolation.PluginClassLoader;
import org.apache.kafka.connect.runtime.isolation.Plugins;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a worker's plugin loader makes of the archive, unpacked into an empty directory. */
class PluginArchiveIT {

    private static final String SINK = "io.sluice.sink.PostgresSinkConnector";

    @TempDir
    private static Path directory;

    @BeforeAll
    static void unpack() throws IOException {
        Path archive = Path.of(System.getProperty("plugin.archive"));
        try (InputStream file = Files.newInputStream(archive);
                var tar = new TarArchiveInputStream(new GzipCompressorInputStream(file))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = directory.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(tar, target);
                }
            }
        }
    }

    @Test
    void isOneDirectoryWithoutWhatEveryWorkerHas() throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            assertThat(entries).singleElement().asString().contains("sluice-sink-postgres-");
        }
        try (Stream<Path> files = Files.walk(directory)) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).toList();
            assertThat(names).contains("README.md", "configuration.md", "LICENSE");
            assertThat(names).anyMatch(name -> name.matches("postgresql-.*\\.jar"));
            assertThat(names).noneMatch(name -> name.matches("(kafka-|connect-|slf4j-|logback-|jakarta\\.).*\\.jar"));
        }
    }

    /** The driver and all else that connecting needs come from the archive too. */
    @Test
    void aWorkerLoadsItAndItConnects() throws Exception {
        Plugins plugins = new Plugins(Map.of("plugin.path", directory.toString(), "plugin.discovery", "service_load"));
        assertThat(plugins.sinkConnectors())
                .anyMatch(plugin -> plugin.className().equals(SINK));
        Connector connector = plugins.newConnector(SINK);
        ClassLoader loader = connector.getClass().getClassLoader();
        assertThat(loader).isInstanceOf(PluginClassLoader.class);
        try (LoaderSwap swap = plugins.withClassLoader(loader)) {
            assertThat(swap).isNotNull();
            assertThat(connector.taskClass().getClassLoader()).isSameAs(loader);
            Map<String, String> settings = TestSink.settings(TestDatabase.create());
            assertThat(connector.validate(settings).configValues())
                    .flatExtracting(ConfigValue::errorMessages)
                    .isEmpty();
            assertThat(connector.version()).isNotEqualTo("unknown");
        }
    }
}
