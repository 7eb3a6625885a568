package io.sluice.metrics;

import io.prometheus.jmx.JmxCollector;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Unit;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.MalformedObjectNameException;

/**
 * All metrics of this process: what the rules take from JMX, the JVM's own, and the room on the disk that it writes to.
 */
final class ProcessMetrics {

    /** The same file that configures the JMX exporter's agent. */
    private static final String RULES = "connect.yaml";

    private final PrometheusRegistry registry = new PrometheusRegistry();

    /** @param directory on the disk that the process writes to */
    ProcessMetrics(Path directory) {
        try (InputStream rules = ProcessMetrics.class.getResourceAsStream(RULES)) {
            new JmxCollector(rules).register(registry);
        } catch (MalformedObjectNameException e) {
            throw new IllegalStateException("the rules in " + RULES + " are wrong", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        JvmMetrics.builder().register(registry);
        addDisk(directory);
    }

    private void addDisk(Path directory) {
        GaugeWithCallback.builder()
                .name("sluice_disk_free_bytes")
                .help("Room that is left on the disk.")
                .unit(Unit.BYTES)
                .labelNames("directory")
                .callback(gauge -> gauge.call(bytes(directory, FileStore::getUsableSpace), directory.toString()))
                .register(registry);
        GaugeWithCallback.builder()
                .name("sluice_disk_size_bytes")
                .help("Size of the disk.")
                .unit(Unit.BYTES)
                .labelNames("directory")
                .callback(gauge -> gauge.call(bytes(directory, FileStore::getTotalSpace), directory.toString()))
                .register(registry);
    }

    @FunctionalInterface
    private interface Space {
        long of(FileStore disk) throws IOException;
    }

    /** Not a number while the directory is not there. */
    private static double bytes(Path directory, Space space) {
        try {
            return (double) space.of(Files.getFileStore(directory));
        } catch (IOException e) {
            return Double.NaN;
        }
    }

    MetricSnapshots read() {
        return registry.scrape();
    }
}
