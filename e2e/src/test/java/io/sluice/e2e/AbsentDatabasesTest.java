package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.e2e.network.TcpProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * MySQL and PostgreSQL go away under a running pipeline: restarted, unreachable, silent, refusing. The run says who is
 * away, waits, and goes on; nothing is lost, and nothing becomes a dead letter.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AbsentDatabasesTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

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
        untilAway("MYSQL", "SILENT");
        sell();
        toMySql.open();
        isEqual();
    }

    @Test
    void postgresCannotBeReached() throws SQLException {
        toPostgres.shut();
        untilAway("POSTGRESQL", "SILENT");
        sell();
        toPostgres.open();
        isEqual();
    }

    @Test
    void postgresIsSilent() throws SQLException {
        toPostgres.freeze();
        untilAway("POSTGRESQL", "SILENT");
        sell();
        toPostgres.thaw();
        isEqual();
    }

    @Test
    void mySqlIsSilent() throws SQLException {
        toMySql.freeze();
        untilAway("MYSQL", "SILENT");
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
                untilAway("MYSQL", "REFUSING");
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
                untilAway("POSTGRESQL", "REFUSING");
                sell();
            } finally {
                Sql.execute(superuser, "ALTER ROLE " + pipeline.name() + " LOGIN");
            }
        }
        isEqual();
    }

    private void sell() throws SQLException {
        try (Connection mysql = pipeline.mysql()) {
            Sql.execute(mysql, "INSERT INTO sales VALUES (" + ++sales + ")");
        }
    }

    private void untilAway(String dependency, String kind) {
        until(dependency + " is away", () -> {
            JsonNode away = pipeline.sluice("status", "--json").json().path("away");
            return away.findValuesAsText("dependency").contains(dependency)
                    && away.findValuesAsText("kind").contains(kind);
        });
    }

    private void isEqual() {
        until(sales + " sales are there", () -> {
            try (Connection postgres = pipeline.postgres()) {
                return Sql.rows(postgres, "SELECT count(*) FROM kiosk.sales").contains(Integer.toString(sales));
            }
        });
        until("nobody is away", () -> {
            JsonNode status = pipeline.sluice("status", "--json").json();
            return status.path("away").isEmpty() && status.path("deadLetters").asLong() == 0;
        });
    }

    private void until(String what, Callable<Boolean> reached) {
        await(what).pollInterval(Duration.ofMillis(500)).atMost(PATIENCE).until(() -> {
            boolean alive = run.process().isAlive();
            boolean there = reached.call();
            assertThat(alive).as("run goes on: %s", run.process().printed()).isTrue();
            return there;
        });
    }
}
