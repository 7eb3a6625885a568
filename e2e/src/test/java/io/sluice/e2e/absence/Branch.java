package io.sluice.e2e.absence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.control.watch.Dependency;
import io.sluice.e2e.PipelineText;
import io.sluice.e2e.Run;
import io.sluice.e2e.SluiceProcess;
import io.sluice.e2e.Sql;
import io.sluice.e2e.TestPipeline;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/** A pipeline with one table on servers that go away, watched by {@code sluice run}. */
final class Branch implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String COUNT = "SELECT count(*) FROM branch.sales";

    private final TestPipeline pipeline;
    private final Run run;
    private SluiceProcess transformer;
    private int columns;

    /** @param rows that the table has at first */
    Branch(SeparateServers servers, int rows) throws SQLException, IOException {
        // Slowly, so that there is time to strike while the rows are loaded.
        pipeline = TestPipeline.create(
                PipelineText.of("branch").load(Map.of("chunk-bytes", "100000", "rows-per-second-max", "4000")));
        pipeline.useServers(servers.addresses());
        try (Connection mysql = pipeline.mysql()) {
            Sql.execute(
                    mysql,
                    "CREATE TABLE sales (id BIGINT AUTO_INCREMENT PRIMARY KEY, note VARCHAR(100))",
                    "INSERT INTO sales (note) VALUES ('the first')");
            for (int present = 1; present < rows; present *= 2) {
                Sql.execute(
                        mysql,
                        "INSERT INTO sales (note) SELECT concat(note, 'x') FROM sales LIMIT " + (rows - present));
            }
        }
        startTransformer();
        run = Run.start(pipeline);
    }

    SluiceProcess transformer() {
        return transformer;
    }

    void startTransformer() {
        transformer = pipeline.startTransformer();
    }

    /** Writes a row, whose table has a column more than before: no stage has its schema yet. */
    void sellAnew() throws SQLException {
        try (Connection mysql = pipeline.mysql()) {
            Sql.execute(
                    mysql,
                    "ALTER TABLE sales ADD COLUMN more" + ++columns + " INT",
                    "INSERT INTO sales (note) VALUES ('anew')");
        }
    }

    void untilStreaming() {
        until("it streams", () -> run.process().printed().contains("STREAMING"));
    }

    /** Returns when a part of the first rows is there. */
    void untilLoading() {
        until("the load has begun", () -> {
            try (Connection postgres = pipeline.postgres()) {
                return Sql.rows(postgres, "SELECT to_regclass('branch.sales') IS NOT NULL")
                                .contains("t")
                        && !Sql.rows(postgres, COUNT).contains("0");
            }
        });
    }

    /** How often the run has said so far that a dependency is away. */
    int farewells(Dependency dependency) {
        return run.process().printed().split(Pattern.quote(dependency.label() + " is away"), -1).length - 1;
    }

    /** Returns when the run has said once more that a dependency is away. */
    void untilAway(Dependency dependency, int farewells) {
        until(dependency.label() + " is away", () -> farewells(dependency) > farewells);
    }

    /** Returns when both sides have the same rows, nobody is away any more, and nothing has become a dead letter. */
    void untilEqual() {
        until("both sides are equal", () -> {
            try (Connection mysql = pipeline.mysql();
                    Connection postgres = pipeline.postgres()) {
                return Sql.rows(postgres, COUNT).equals(Sql.rows(mysql, "SELECT count(*) FROM sales"));
            }
        });
        until("nobody is away", () -> {
            JsonNode status = pipeline.sluice("status", "--json").json();
            assertThat(status.path("deadLetters").asLong()).isZero();
            return status.path("away").isEmpty();
        });
    }

    private void until(String what, Callable<Boolean> reached) {
        run.goesOnUntil(what, PATIENCE, reached);
    }

    @Override
    public void close() throws SQLException {
        run.process().stop();
        pipeline.close();
    }
}
