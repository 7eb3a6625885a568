package io.sluice.e2e.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.e2e.Exit;
import io.sluice.e2e.OwnServers;
import io.sluice.e2e.PipelineText;
import io.sluice.e2e.SluiceProcess;
import io.sluice.e2e.Sql;
import io.sluice.e2e.TestPipeline;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Connect worker with the JMX exporter's agent and a transformer, each scraped, tell what standalone mode tells. */
class SeparateStagesMetricsTest {

    private static final Pattern ADDRESS = Pattern.compile("Metrics and health are at (http://\\S+:\\d+)");
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void everyMetricThatAlertsAndDashboardReadIsThere(@TempDir Path directory) throws Exception {
        try (OwnServers servers = OwnServers.start(directory.resolve("servers"));
                MeteredWorker worker = MeteredWorker.start(servers, directory);
                TestPipeline pipeline = TestPipeline.create(PipelineText.of("scraped"));
                Connection mysql = pipeline.mysql()) {
            pipeline.useServers(servers.addresses());
            Sql.execute(
                    mysql,
                    "CREATE TABLE orders (id BIGINT AUTO_INCREMENT PRIMARY KEY, note VARCHAR(40))",
                    "INSERT INTO orders VALUES (1, 'one'), (2, 'two')");
            Endpoint transformer = endpoint(pipeline.startTransformer());
            assertThat(transformer.status("/health/live")).isEqualTo(200);
            assertThat(transformer.status("/health/ready")).isEqualTo(503);

            Exit run = pipeline.sluice("run", "--until-synced");
            assertThat(run.code()).as(run.toString()).isZero();

            Sql.execute(mysql, "INSERT INTO orders VALUES (3, 'three'), (4, 'four')");
            await("ready").atMost(PATIENCE).until(() -> transformer.status("/health/ready") == 200);
            Set<String> names = new HashSet<>(worker.endpoint().names());
            names.addAll(transformer.names());
            // Only a run knows what has become of letters.
            names.add("sluice_dead_letters_open");
            assertThat(names).containsAll(MonitoringFiles.names());
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(transformer.sum("sluice_transformer_row_changes_total"))
                            .isEqualTo(2));
            // Those that were loaded, and those that came by the stream.
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                            worker.endpoint().sum("sluice_sink_rows_total", pipeline.name() + "-sink"))
                    .isEqualTo(4));
            aFailedTaskIsSeen(worker.endpoint(), pipeline);
        }
    }

    /** The sink finds a table that has no place for its rows, and stops. */
    private static void aFailedTaskIsSeen(Endpoint worker, TestPipeline pipeline) throws Exception {
        try (Connection mysql = pipeline.mysql();
                Connection postgres = pipeline.postgres()) {
            Sql.execute(postgres, "DROP TABLE sluice.sink_offset");
            Sql.execute(mysql, "INSERT INTO orders VALUES (5, 'five')");
            await("the alert's condition").atMost(PATIENCE).untilAsserted(() -> assertThat(worker.scrape())
                    .anySatisfy(sample -> {
                        assertThat(sample.name()).isEqualTo("kafka_connect_task_state");
                        assertThat(sample.labels())
                                .containsEntry("connector", pipeline.name() + "-sink")
                                .containsEntry("state", "failed");
                    }));
        }
    }

    private static Endpoint endpoint(SluiceProcess transformer) {
        Matcher matcher = ADDRESS.matcher("");
        await("the transformer tells its endpoint").atMost(PATIENCE).until(() -> matcher.reset(transformer.printed())
                .find());
        return new Endpoint(URI.create(matcher.group(1)));
    }
}
