package io.sluice.e2e.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** docker-compose.yml brings the shop over by itself, and gets over the death of each of its containers. */
class ComposeIT {

    private static final List<String> SERVICES =
            List.of("connect", "controller", "kafka", "mysql", "postgres", "registry", "transformer", "watch");

    @BeforeAll
    static void engineAnswers() {
        Optional<String> missing = Docker.missing();
        missing.ifPresent(reason -> System.err.println("SKIPPED: docker-compose.yml is not tested, " + reason));
        Assumptions.assumeTrue(missing.isEmpty(), missing.orElse(""));
    }

    @Test
    @Tag("thorough")
    void onOneNode() throws Exception {
        onOneNode(SERVICES.stream().map(List::of).toList());
    }

    /** All services, in two rounds: what keeps the data and what watches over it, then what moves it. */
    @Test
    void onOneNodeSeveralAtOnce() throws Exception {
        onOneNode(List.of(
                List.of("mysql", "postgres", "registry", "watch"),
                List.of("connect", "controller", "kafka", "transformer")));
    }

    private static void onOneNode(List<List<String>> rounds) throws Exception {
        try (ComposeProject project = new ComposeProject("sluice-one-node-test", "docker-compose.yml")) {
            project.up();
            project.verify();
            assertThat(project.services()).isEqualTo(SERVICES);
            assertThat(rounds.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(SERVICES);
            kill(project, rounds);
            project.keepsItsSecrets();
        }
    }

    /** One of each that there are several of. */
    @Test
    @Tag("thorough")
    void onACluster() throws Exception {
        onACluster(List.of(List.of("kafka-2"), List.of("connect"), List.of("transformer")));
    }

    @Test
    @Tag("thorough")
    void onAClusterSeveralAtOnce() throws Exception {
        onACluster(List.of(List.of("kafka-2", "connect", "transformer")));
    }

    private static void onACluster(List<List<String>> rounds) throws Exception {
        try (ComposeProject project =
                new ComposeProject("sluice-cluster-test", "docker-compose.yml", "docker-compose.cluster.yml")) {
            project.up();
            project.verify();
            assertThat(project.services())
                    .contains("kafka", "kafka-2", "kafka-3", "connect", "connect-2", "transformer", "transformer-2");
            kill(project, rounds);
        }
    }

    /** The services of a round die at the same moment. */
    private static void kill(ComposeProject project, List<List<String>> rounds) throws Exception {
        try (ShopWriter writer = new ShopWriter(project)) {
            for (List<String> round : rounds) {
                long before = writer.committed();
                long start = System.nanoTime();
                project.crash(round);
                project.verify();
                assertThat(writer.committed()).isGreaterThan(before);
                System.err.printf("%s killed: equal after %d s%n", round, (System.nanoTime() - start) / 1_000_000_000);
            }
            writer.stop();
            project.verify();
        }
    }
}
