package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.control.status.PipelineStatus;
import io.sluice.control.status.StatusFile;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * MySQL and PostgreSQL go away under a running pipeline: restarted, unreachable, silent, refusing. The run says who is
 * away, waits, and goes on; nothing is lost, and nothing becomes a dead letter.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AbsentDatabasesTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int STOCK = 60_000;

    private final DatabaseServers servers = DatabaseServers.shared();
    private DatabaseWays ways;
    private TestPipeline pipeline;
    private Run run;
    private int sales;

    @BeforeAll
    void stream() throws SQLException, IOException {
        ways = DatabaseWays.open();
        pipeline = ways.pipeline(PipelineText.of("kiosk"));
        try (Connection mysql = pipeline.mysql()) {
            Sql.execute(mysql, "CREATE TABLE sales (id INT PRIMARY KEY)");
        }
        run = Run.startStreaming(pipeline);
        sell();
    }

    @AfterAll
    void stop() throws SQLException {
        run.process().stop();
        pipeline.close();
        ways.close();
    }

    @Test
    void bothAreRestartedAtOnce() throws SQLException {
        servers.postgres().restart();
        servers.mysql().restart();
        sell();
        isEqual();
    }

    @ParameterizedTest
    @EnumSource
    void theStreamGoesOn(DatabaseAbsence fault) throws Exception {
        stream(fault, Duration.ZERO);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("thorough")
    void theStreamGoesOnAfterAMinute(DatabaseAbsence fault) throws Exception {
        stream(fault, Duration.ofMinutes(1));
    }

    private void stream(DatabaseAbsence fault, Duration length) throws Exception {
        fault.begin(ways, pipeline);
        try {
            awaitAway(run, pipeline, fault, length);
            sell();
        } finally {
            fault.end(ways, pipeline);
        }
        isEqual();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("thorough")
    void theLoadGoesOn(DatabaseAbsence fault) throws Exception {
        inTheLoad((loading, load) -> {
            fault.begin(ways, loading);
            try {
                awaitAway(load, loading, fault, Duration.ZERO);
            } finally {
                fault.end(ways, loading);
            }
        });
    }

    @Test
    @Tag("thorough")
    void mySqlIsRestartedInTheMiddleOfALoad() throws Exception {
        inTheLoad((loading, load) -> servers.mysql().restart());
    }

    @Test
    @Tag("thorough")
    void postgresIsRestartedInTheMiddleOfALoad() throws Exception {
        inTheLoad((loading, load) -> servers.postgres().restart());
    }

    private interface Blow {
        void strike(TestPipeline loading, Run load) throws Exception;
    }

    private void inTheLoad(Blow blow) throws Exception {
        // Slowly, so that there is time to strike while the rows are loaded.
        PipelineText text =
                PipelineText.of("market").load(Map.of("chunk-bytes", "100000", "rows-per-second-max", "4000"));
        try (TestPipeline loading = ways.pipeline(text)) {
            try (Connection mysql = loading.mysql()) {
                Sql.execute(
                        mysql,
                        "SET SESSION cte_max_recursion_depth = " + STOCK,
                        "CREATE TABLE stock (id INT PRIMARY KEY, name VARCHAR(40))",
                        "INSERT INTO stock WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
                                + STOCK + ") SELECT i, CONCAT('number ', i) FROM n");
            }
            Run load = Run.start(loading);
            load.until("rows arrive", () -> loaded(loading) > 0);
            blow.strike(loading, load);
            long afterwards = loaded(loading);
            assertThat(afterwards).isBetween(1L, STOCK - 1L);
            load.until("the load goes on", () -> loaded(loading) > afterwards);
            load.until("it streams", () -> load.process().printed().contains("STREAMING"));
            Exit verify = loading.sluice("verify", "--json");
            assertThat(verify.code()).as(verify.toString()).isZero();
            assertThat(verify.json().get("deadLetters").asLong()).isZero();
            assertThat(load.process().isAlive()).isTrue();
        }
    }

    private static long loaded(TestPipeline pipeline) throws SQLException {
        try (Connection postgres = pipeline.postgres()) {
            return Sql.rows(postgres, "SELECT to_regclass('market.stock')").contains("null")
                    ? 0
                    : Sql.number(postgres, "SELECT count(*) FROM market.stock");
        }
    }

    private void sell() throws SQLException {
        try (Connection mysql = pipeline.mysql()) {
            Sql.execute(mysql, "INSERT INTO sales VALUES (" + ++sales + ")");
        }
    }

    /** Returns when the run has said who is away, and that time has passed. */
    private static void awaitAway(Run run, TestPipeline pipeline, DatabaseAbsence fault, Duration length) {
        long end = System.nanoTime() + length.toNanos();
        run.until(fault + " is told", () -> status(pipeline).away().stream().anyMatch(fault::is));
        await().atMost(length.plusMinutes(1)).until(() -> System.nanoTime() >= end);
    }

    private void isEqual() {
        until(sales + " sales are there", () -> {
            try (Connection postgres = pipeline.postgres()) {
                return Sql.rows(postgres, "SELECT count(*) FROM kiosk.sales").contains(Integer.toString(sales));
            }
        });
        until("nobody is away", () -> status(pipeline).away().isEmpty());
        assertThat(status(pipeline).deadLetters()).isZero();
    }

    /** As the run itself tells it twice a second. */
    private static PipelineStatus status(TestPipeline pipeline) {
        return new StatusFile(pipeline.dataDirectory()).read().orElseThrow();
    }

    private void until(String what, Callable<Boolean> reached) {
        run.goesOnUntil(what, PATIENCE, reached);
    }
}
