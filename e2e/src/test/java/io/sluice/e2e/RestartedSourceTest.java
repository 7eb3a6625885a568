package io.sluice.e2e;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** MySQL is restarted under a running pipeline: it closes its connections, and nobody but the silence tells. */
class RestartedSourceTest {

    @Test
    void isFollowedFurther() throws SQLException {
        try (TestPipeline pipeline = TestPipeline.create(PipelineText.of("kiosk"))) {
            try (Connection mysql = pipeline.mysql()) {
                Sql.execute(mysql, "CREATE TABLE sales (id INT PRIMARY KEY)", "INSERT INTO sales VALUES (1)");
            }
            Run run = Run.startStreaming(pipeline);
            DatabaseServers.shared().mysql().restart();
            try (Connection mysql = pipeline.mysql()) {
                Sql.execute(mysql, "INSERT INTO sales VALUES (2)");
            }
            run.untilTarget("SELECT id FROM kiosk.sales ORDER BY id", "1", "2");
            run.process().stop();
        }
    }
}
