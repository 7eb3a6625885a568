package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.control.status.PipelineStatus;
import io.sluice.control.status.StatusFile;
import io.sluice.control.watch.Absence;
import io.sluice.control.watch.Dependency;
import io.sluice.e2e.network.TcpProxy;
import java.io.IOException;
import java.nio.file.Files;
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

/**
 * MySQL and PostgreSQL go away under a running pipeline: restarted, unreachable, silent, refusing. The run says who is
 * away, waits, and goes on; nothing is lost, and nothing becomes a dead letter.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AbsentDatabasesTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int STOCK = 60_000;

    private final DatabaseServers servers = DatabaseServers.shared();
    private TcpProxy toMySql;
    private TcpProxy toPostgres;
    private TestPipeline pipeline;
    private Run run;
    private int sales;

    @BeforeAll
    void stream() throws SQLException, IOException {
        toMySql = TcpProxy.to(servers.mysql().port());
        toPostgres = TcpProxy.to(servers.postgres().port());
        pipeline = TestPipeline.create(PipelineText.of("kiosk"));
        Files.writeString(
                pipeline.file(),
                Files.readString(pipeline.file())
                        .replace(":" + servers.mysql().port(), ":" + toMySql.port())
                        .replace(":" + servers.postgres().port() + "/", ":" + toPostgres.port() + "/"));
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
        toMySql.close();
        toPostgres.close();
    }

    @Test
    void bothAreRestartedAtOnce() throws SQLException {
        servers.postgres().restart();
        servers.mysql().restart();
        sell();
        isEqual();
    }

    @Test
    void mySqlCannotBeReached() throws SQLException {
        toMySql.shut();
        untilAway(Dependency.MYSQL, Absence.Kind.SILENT);
        sell();
        toMySql.open();
        isEqual();
    }

    @Test
    void postgresCannotBeReached() throws SQLException {
        toPostgres.shut();
        untilAway(Dependency.POSTGRESQL, Absence.Kind.SILENT);
        sell();
        toPostgres.open();
        isEqual();
    }

    @Test
    void postgresIsSilent() throws SQLException {
        toPostgres.freeze();
        untilAway(Dependency.POSTGRESQL, Absence.Kind.SILENT);
        sell();
        toPostgres.thaw();
        isEqual();
    }

    @Test
    void mySqlIsSilent() throws SQLException {
        toMySql.freeze();
        untilAway(Dependency.MYSQL, Absence.Kind.SILENT);
        sell();
        toMySql.thaw();
        isEqual();
    }

    @Test
    void mySqlRefusesThePassword() throws SQLException {
        String user = pipeline.name();
        try (Connection root = servers.mysql().rootConnection()) {
            Sql.execute(root, "ALTER USER " + user + " ACCOUNT LOCK");
            toMySql.cut();
            try {
                untilAway(Dependency.MYSQL, Absence.Kind.REFUSING);
                sell();
            } finally {
                Sql.execute(root, "ALTER USER " + user + " ACCOUNT UNLOCK");
            }
        }
        isEqual();
    }

    @Test
    void postgresRefusesTheRole() throws SQLException {
        try (Connection superuser = servers.postgres().superuserConnection()) {
            Sql.execute(superuser, "ALTER ROLE " + pipeline.name() + " NOLOGIN");
            toPostgres.cut();
            try {
                untilAway(Dependency.POSTGRESQL, Absence.Kind.REFUSING);
                sell();
            } finally {
                Sql.execute(superuser, "ALTER ROLE " + pipeline.name() + " LOGIN");
            }
        }
        isEqual();
    }

    @Test
    @Tag("thorough")
    void mySqlIsRestartedInTheMiddleOfALoad() throws SQLException {
        theLoadGoesOnAfter(servers.mysql()::restart);
    }

    @Test
    @Tag("thorough")
    void postgresIsRestartedInTheMiddleOfALoad() throws SQLException {
        theLoadGoesOnAfter(servers.postgres()::restart);
    }

    private static void theLoadGoesOnAfter(Runnable restart) throws SQLException {
        // Slowly, so that there is time to strike while the rows are loaded.
        PipelineText text =
                PipelineText.of("market").load(Map.of("chunk-bytes", "100000", "rows-per-second-max", "4000"));
        try (TestPipeline loading = TestPipeline.create(text)) {
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
            restart.run();
            long atRestart = loaded(loading);
            assertThat(atRestart).isBetween(1L, STOCK - 1L);
            load.until("the load goes on", () -> loaded(loading) > atRestart);
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

    private void untilAway(Dependency dependency, Absence.Kind kind) {
        until(dependency + " is away", () -> status().away().stream()
                .anyMatch(absence -> absence.dependency() == dependency && absence.kind() == kind));
    }

    private void isEqual() {
        until(sales + " sales are there", () -> {
            try (Connection postgres = pipeline.postgres()) {
                return Sql.rows(postgres, "SELECT count(*) FROM kiosk.sales").contains(Integer.toString(sales));
            }
        });
        until("nobody is away", () -> status().away().isEmpty());
        assertThat(status().deadLetters()).isZero();
    }

    /** As the run itself tells it twice a second. */
    private PipelineStatus status() {
        return new StatusFile(pipeline.dataDirectory()).read().orElseThrow();
    }

    private void until(String what, Callable<Boolean> reached) {
        await(what).pollInterval(Duration.ofMillis(200)).atMost(PATIENCE).until(() -> {
            boolean alive = run.process().isAlive();
            boolean there = reached.call();
            assertThat(alive).as("run goes on: %s", run.process().printed()).isTrue();
            return there;
        });
    }
}
