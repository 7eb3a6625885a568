package io.sluice.e2e.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.e2e.PipelineText;
import io.sluice.e2e.SluiceProcess;
import io.sluice.e2e.Sql;
import io.sluice.e2e.TestPipeline;
import io.sluice.standalone.RunningPipeline;
import java.sql.Connection;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What standalone mode tells of a migration, over HTTP, against what there was to migrate. */
class StandaloneMetricsTest {

    private static final String TOO_LARGE = "9223372036854775808";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void tellsWhatWasMigrated() throws Exception {
        PipelineText text = PipelineText.of("counted").rule("counted.readings.value", "unsigned-to-bigint");
        try (TestPipeline pipeline = TestPipeline.create(text);
                Connection mysql = pipeline.mysql()) {
            Sql.execute(
                    mysql,
                    "CREATE TABLE readings (id INT PRIMARY KEY AUTO_INCREMENT, value BIGINT UNSIGNED NOT NULL)",
                    "INSERT INTO readings VALUES (1, 10), (2, " + TOO_LARGE + "), (3, 30)");
            SluiceProcess run = pipeline.start("run");
            Endpoint endpoint = endpoint(pipeline, run);
            becomesReady(endpoint, run);
            untilStreaming(run);

            Sql.execute(mysql, "INSERT INTO readings VALUES (4, 40), (5, " + TOO_LARGE + ")");
            Sql.execute(mysql, "UPDATE readings SET value = 11 WHERE id = 1", "DELETE FROM readings WHERE id = 3");
            // Two rows are loaded, and three of four changes are carried over; one of each cannot be.
            until(run, endpoint, "sluice_sink_rows_total", 5);

            String name = pipeline.name();
            assertThat(endpoint.sum("sluice_sink_rows_total", name + "-sink")).isEqualTo(5);
            assertThat(endpoint.sum("sluice_sink_dead_letters_total")).isZero();
            assertThat(endpoint.sum("sluice_sink_retries_total")).isZero();
            assertThat(endpoint.sum("sluice_sink_batches_total")).isBetween(2.0, 20.0);
            assertThat(endpoint.sum("sluice_sink_batch_seconds_total")).isBetween(0.001, 60.0);
            assertThat(endpoint.sum("sluice_sink_lag_seconds")).isBetween(0.0, 120.0);
            until(run, endpoint, "sluice_transformer_change_events_total", 4);
            assertThat(endpoint.sum("sluice_transformer_row_changes_total", name))
                    .isEqualTo(3);
            assertThat(endpoint.sum("sluice_transformer_dead_letters_total", name))
                    .isEqualTo(1);
            until(run, endpoint, "sluice_dead_letters_open", 2);
            assertThat(endpoint.sum("sluice_table_dead_letters_open", name, "counted.readings"))
                    .isEqualTo(2);
            assertThat(endpoint.sum("sluice_transformer_lag_seconds", name)).isBetween(0.0, 120.0);
            assertThat(endpoint.sum("sluice_transformer_sequence_mark", "counted.readings", "id"))
                    .isEqualTo(4);
            assertThat(endpoint.sum("sluice_transformer_sequence_reserved", "counted.readings", "id"))
                    .isBetween(10_001.0, 10_004.0);
            assertThat(endpoint.sum("sluice_transformer_sequence_distance", "counted.readings", "id"))
                    .isEqualTo(10_000);
            assertThat(endpoint.sum("kafka_connect_connector_state", name + "-source", "running"))
                    .isEqualTo(1);
            assertThat(endpoint.sum("kafka_connect_task_state", name + "-sink", "running"))
                    .isPositive();
            assertThat(endpoint.sum("sluice_transformer_state", name, "RUNNING"))
                    .isEqualTo(1);
            assertThat(endpoint.sum("debezium_streaming_connected", name + ".mysql"))
                    .isEqualTo(1);
            assertThat(pipeline.sluice("status").out()).contains("metrics and health: " + endpoint.base());
            assertThat(endpoint.status("/health/live")).isEqualTo(200);
            assertThat(endpoint.names()).containsAll(MonitoringFiles.names());
        }
    }

    private static Endpoint endpoint(TestPipeline pipeline, SluiceProcess run) {
        return await("the run tells its endpoint")
                .atMost(PATIENCE)
                .until(
                        () -> {
                            assertThat(run.isAlive()).as(run.printed()).isTrue();
                            return RunningPipeline.find(pipeline.dataDirectory())
                                    .map(found -> new Endpoint(found.http()));
                        },
                        Optional::isPresent)
                .orElseThrow();
    }

    private static void becomesReady(Endpoint endpoint, SluiceProcess run) {
        assertThat(endpoint.status("/health/ready")).isEqualTo(503);
        await("ready").atMost(PATIENCE).until(() -> {
            assertThat(run.isAlive()).as(run.printed()).isTrue();
            assertThat(endpoint.status("/health/live")).isEqualTo(200);
            return endpoint.status("/health/ready") == 200;
        });
    }

    private static void untilStreaming(SluiceProcess run) {
        await("streaming").atMost(PATIENCE).until(() -> {
            assertThat(run.isAlive()).as(run.printed()).isTrue();
            return run.printed().contains("STREAMING");
        });
    }

    private static void until(SluiceProcess run, Endpoint endpoint, String metric, double value) {
        await(metric).atMost(PATIENCE).untilAsserted(() -> {
            assertThat(run.isAlive()).as(run.printed()).isTrue();
            assertThat(endpoint.sum(metric)).isEqualTo(value);
        });
    }
}
