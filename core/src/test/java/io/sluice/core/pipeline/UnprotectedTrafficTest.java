package io.sluice.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnprotectedTrafficTest {

    @TempDir
    private Path directory;

    @Test
    void plainTrafficWithinThisMachineIsFine() throws IOException {
        assertThat(warning(
                        "mysql://127.0.0.1",
                        "",
                        "postgresql://[::1]/shop",
                        "",
                        "localhost:9092",
                        "",
                        "http://localhost:8083"))
                .isEmpty();
    }

    @Test
    void plainTrafficToOthersIsNamed() throws IOException {
        assertThat(warning(
                        "mysql://db",
                        "",
                        "postgresql://pg/shop",
                        "",
                        "localhost:9092,k2:9092",
                        "SASL_PLAINTEXT",
                        "http://connect:8083"))
                .contains(
                        "anybody on the way may read or change the traffic to MySQL at db:3306, PostgreSQL at pg:5432,"
                                + " Kafka at localhost:9092,k2:9092, Kafka Connect at connect:8083,"
                                + " the schema registry at connect:8083; protect it as docs/security.md says");
    }

    @Test
    void protectedTrafficIsFine() throws IOException {
        assertThat(warning(
                        "mysql://db",
                        "{ca: ca.pem}",
                        "postgresql://pg/shop",
                        "{ca: ca.pem}",
                        "k1:9092",
                        "SSL",
                        "https://connect:8083"))
                .isEmpty();
    }

    private Optional<String> warning(
            String source,
            String sourceTls,
            String target,
            String targetTls,
            String kafka,
            String protocol,
            String http)
            throws IOException {
        Files.writeString(directory.resolve("kafka.properties"), "security.protocol=" + protocol);
        String yaml = """
                name: shop
                source: {url: "%s", user: u, password-env: P, databases: [shop]%s}
                target: {url: "%s", user: u, password-env: P%s}
                kafka: {bootstrap-servers: "%s", properties: kafka.properties}
                connect: {url: "%s"}
                registry: {url: "%s"}
                """.formatted(source, tls(sourceTls), target, tls(targetTls), kafka, http, http);
        return UnprotectedTraffic.warning(PipelineFile.read(Files.writeString(directory.resolve("p.yaml"), yaml)));
    }

    private static String tls(String section) {
        return section.isEmpty() ? "" : ", tls: " + section;
    }
}
