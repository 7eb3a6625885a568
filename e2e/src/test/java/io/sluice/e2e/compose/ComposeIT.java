package io.sluice.e2e.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** docker-compose.yml brings the shop over by itself, and gets over the death of each of its containers. */
class ComposeIT {

    @BeforeAll
    static void engineAnswers() {
        Optional<String> missing = Docker.missing();
        missing.ifPresent(reason -> System.err.println("SKIPPED: docker-compose.yml is not tested, " + reason));
        Assumptions.assumeTrue(missing.isEmpty(), missing.orElse(""));
    }

    @Test
    void onOneNode() throws Exception {
        try (ComposeProject project = new ComposeProject("sluice-one-node-test", "docker-compose.yml")) {
            project.up();
            project.verify();
            assertThat(project.services())
                    .containsExactly(
                            "connect", "controller", "kafka", "mysql", "postgres", "registry", "transformer", "watch");
            kill(project, project.services());
            project.keepsItsSecrets();
        }
    }

    @Test
    void onACluster() throws Exception {
        try (ComposeProject project =
                new ComposeProject("sluice-cluster-test", "docker-compose.yml", "docker-compose.cluster.yml")) {
            project.up();
            project.verify();
            assertThat(project.services())
                    .contains("kafka", "kafka-2", "kafka-3", "connect", "connect-2", "transformer", "transformer-2");
            kill(project, List.of("kafka-2", "connect", "transformer"));
        }
    }

    private static void kill(ComposeProject project, List<String> services) throws Exception {
        try (ShopWriter writer = new ShopWriter(project)) {
            for (String service : services) {
                long before = writer.committed();
                long start = System.nanoTime();
                project.crash(service);
                project.verify();
                assertThat(writer.committed()).isGreaterThan(before);
                System.err.printf(
                        "%s killed: equal after %d s%n", service, (System.nanoTime() - start) / 1_000_000_000);
            }
            writer.stop();
            project.verify();
        }
    }
}
