package io.sluice.e2e.absence;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.e2e.Exit;
import io.sluice.e2e.PipelineText;
import io.sluice.e2e.Run;
import io.sluice.e2e.SluiceProcess;
import io.sluice.e2e.Sql;
import io.sluice.e2e.TestPipeline;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each process is killed between statements and their application, and others follow while it is away: both sides end equal.
 * The worker has the connector and the sink.
 */
@Tag("thorough")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChangeDeathsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final String WAITING =
            "SELECT count(*) FROM pg_locks WHERE relation = 'house.rooms'::regclass AND NOT granted";

    private enum Victim {
        RUN,
        BROKER,
        WORKER,
        TRANSFORMER
    }

    private SeparateServers servers;
    private TestPipeline pipeline;
    private SluiceProcess transformer;
    private Run run;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        servers = new SeparateServers(directory);
        pipeline = TestPipeline.create(PipelineText.of("house"));
        pipeline.useServers(servers.addresses());
        try (Connection mysql = pipeline.mysql()) {
            Sql.execute(
                    mysql,
                    "CREATE TABLE rooms (id INT AUTO_INCREMENT PRIMARY KEY, a VARCHAR(20), b VARCHAR(20), n INT)",
                    "INSERT INTO rooms (a, b, n) VALUES ('a', 'b', 1)");
        }
        transformer = pipeline.startTransformer();
        run = Run.start(pipeline);
        run.goesOnUntil("it streams", PATIENCE, () -> run.process().printed().contains("STREAMING"));
    }

    @AfterAll
    void stop() throws SQLException {
        run.process().stop();
        pipeline.close();
        servers.close();
    }

    @ParameterizedTest
    @EnumSource
    void theChangesArrive(Victim victim) throws Exception {
        try (Connection mysql = pipeline.mysql();
                Connection postgres = pipeline.postgres()) {
            // As long as the lock is held, the change is in Kafka and not in PostgreSQL.
            Sql.execute(postgres, "BEGIN", "LOCK TABLE house.rooms IN ACCESS SHARE MODE");
            Sql.execute(
                    mysql,
                    "INSERT INTO rooms (a, b, n) VALUES ('a', 'b', 2)",
                    "ALTER TABLE rooms RENAME COLUMN a TO b, RENAME COLUMN b TO a",
                    "INSERT INTO rooms (a, b, n) VALUES ('was b', 'was a', 3)");
            run.goesOnUntil("the change waits", PATIENCE, () -> Sql.number(postgres, WAITING) > 0);
            kill(victim);
            Sql.execute(
                    mysql,
                    "ALTER TABLE rooms MODIFY n VARCHAR(20)",
                    "INSERT INTO rooms (a, b, n) VALUES ('x', 'y', '4')",
                    "ALTER TABLE rooms RENAME COLUMN a TO b, RENAME COLUMN b TO a, MODIFY n INT",
                    "UPDATE rooms SET a = 'changed' WHERE n = 1",
                    "RENAME TABLE rooms TO halls",
                    "RENAME TABLE halls TO rooms");
            Sql.execute(postgres, "ROLLBACK");
            startAgain(victim);
        }
        Exit verify = pipeline.start("verify", "--json").await(PATIENCE);
        assertThat(verify.code()).as("%s%n%s", verify, run.process().printed()).isZero();
    }

    private void kill(Victim victim) throws InterruptedException {
        switch (victim) {
            case RUN -> run.process().killHard();
            case BROKER -> servers.broker().kill();
            case WORKER -> servers.worker().kill();
            case TRANSFORMER -> transformer.killHard();
        }
    }

    private void startAgain(Victim victim) {
        switch (victim) {
            case RUN -> {
                run = Run.start(pipeline);
                run.goesOnUntil(
                        "it streams", PATIENCE, () -> run.process().printed().contains("STREAMING"));
            }
            case BROKER -> servers.startBroker();
            case WORKER -> servers.startWorker();
            case TRANSFORMER -> transformer = pipeline.startTransformer();
        }
    }
}
