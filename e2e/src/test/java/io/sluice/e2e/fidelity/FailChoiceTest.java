package io.sluice.e2e.fidelity;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.e2e.Exit;
import io.sluice.e2e.PipelineText;
import io.sluice.e2e.Run;
import io.sluice.e2e.Sql;
import io.sluice.e2e.TestPipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Where a policy says {@code fail}, nothing passes the value, until the policy says something else. */
@Tag("thorough")
class FailChoiceTest {

    @Test
    void stopsAtTheValueAndGoesOnOnceItIsSettled() throws SQLException, IOException {
        PipelineText text =
                PipelineText.of("brittle").settle("column", "brittle.visits.day", Map.of("zero-dates", "fail"));
        try (TestPipeline pipeline = TestPipeline.create(text);
                Connection mysql = pipeline.mysql();
                Connection postgres = pipeline.postgres()) {
            Sql.execute(
                    mysql,
                    "SET SESSION sql_mode = ''",
                    "CREATE TABLE visits (id INT PRIMARY KEY, day DATE)",
                    "INSERT INTO visits VALUES (1, '2026-11-21')");
            Run run = Run.startStreaming(pipeline);
            Sql.execute(
                    mysql,
                    "INSERT INTO visits VALUES (2, '0000-00-00')",
                    "INSERT INTO visits VALUES (3, '2026-11-22')");

            Exit stopped = run.process().await(Duration.ofMinutes(1));
            assertThat(stopped.code()).as(stopped.toString()).isNotZero();
            assertThat(stopped.err()).contains("day", "0000-00-00");
            assertThat(Sql.rows(postgres, "SELECT id FROM brittle.visits")).containsExactly("1");

            String file = Files.readString(pipeline.file());
            Files.writeString(pipeline.file(), file.replace("\"fail\"", "\"replace\""));
            Run again = Run.startStreaming(pipeline);
            Exit verify = pipeline.sluice("verify", "--json");
            assertThat(verify.code()).as(verify.toString()).isZero();
            assertThat(Sql.rows(postgres, "SELECT id, day FROM brittle.visits ORDER BY id"))
                    .containsExactly("1|2026-11-21", "2|0001-01-01", "3|2026-11-22");
            again.process().stop();
        }
    }
}
