package io.sluice.e2e.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.e2e.DatabaseServers;
import io.sluice.e2e.Exit;
import io.sluice.e2e.PipelineText;
import io.sluice.e2e.Run;
import io.sluice.e2e.Sql;
import io.sluice.e2e.TestPipeline;
import io.sluice.e2e.Writer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Tools that alter a table by a copy of it, which then takes its name, while the application writes. */
@Tag("thorough")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OnlineToolsTest {

    private static final int ROWS = 2_000;
    private static final int CHUNK_ROWS = 250;

    private TestPipeline pipeline;
    private Run run;

    @BeforeAll
    void start() throws SQLException {
        pipeline = TestPipeline.create(PipelineText.of("online"));
        try (Connection mysql = pipeline.mysql()) {
            Sql.execute(mysql, "SET SESSION cte_max_recursion_depth = 1000000");
            for (String table : new String[] {"by_percona", "by_ghost"}) {
                Sql.execute(
                        mysql,
                        "CREATE TABLE " + table + " (id INT AUTO_INCREMENT PRIMARY KEY, v VARCHAR(30), legacy INT)",
                        "INSERT INTO " + table + " (v, legacy) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1"
                                + " FROM n WHERE i < " + ROWS + ") SELECT CONCAT('row ', i), i FROM n");
            }
        }
        run = Run.startStreaming(pipeline);
    }

    @AfterAll
    void stop() throws SQLException {
        pipeline.close();
    }

    @Test
    void perconasToolItself() throws Exception {
        Optional<PerconaToolkit> toolkit = PerconaToolkit.find();
        Assumptions.assumeTrue(toolkit.isPresent());
        String client = DatabaseServers.shared().mysql().clientCommand("online");
        String file = client.replaceFirst(".*--defaults-file=(\\S+) .*", "$1");
        try (Writer writer = Writer.start(pipeline, OnlineToolsTest::write)) {
            PerconaToolkit.Result result = toolkit.get()
                    .alter(
                            "--chunk-size=" + CHUNK_ROWS,
                            "--alter",
                            "ADD COLUMN n INT NOT NULL DEFAULT 5, DROP COLUMN legacy, MODIFY v VARCHAR(60), ADD KEY by_v (v)",
                            "D=online,t=by_percona,F=" + file);
            assertThat(result.code()).as(result.said()).isZero();
            assertThat(writer.stop()).isPositive();
        }
        requireEqual("by_percona");
    }

    private static void write(Connection mysql, int round) throws SQLException {
        Sql.execute(
                mysql,
                "INSERT INTO by_percona (v) VALUES ('new " + round + "')",
                "UPDATE by_percona SET v = 'changed " + round + "' WHERE id = " + (1 + round * 7 % ROWS),
                "DELETE FROM by_percona WHERE id = " + (1 + round * 13 % ROWS));
    }

    /** The copy, its changes read from the log, and the cut-over: a sentry table keeps the rename waiting until all is applied. */
    @Test
    void ghostsProtocol() throws Exception {
        try (Connection tool = pipeline.mysql();
                Connection application = pipeline.mysql()) {
            Sql.execute(
                    tool,
                    "CREATE TABLE _by_ghost_ghc (id BIGINT AUTO_INCREMENT PRIMARY KEY, hint VARCHAR(64) NOT NULL UNIQUE,"
                            + " value VARCHAR(4096) NOT NULL)",
                    "CREATE TABLE _by_ghost_gho LIKE by_ghost",
                    "ALTER TABLE _by_ghost_gho ADD COLUMN n INT NOT NULL DEFAULT 5, DROP COLUMN legacy,"
                            + " MODIFY v VARCHAR(60), ADD KEY by_v (v)",
                    "INSERT INTO _by_ghost_ghc (hint, value) VALUES ('state', 'GhostTableMigrated')");
            for (int from = 0; from < ROWS; from += CHUNK_ROWS) {
                Sql.execute(
                        tool,
                        "INSERT IGNORE INTO _by_ghost_gho (id, v) SELECT id, v FROM by_ghost FORCE INDEX (PRIMARY)"
                                + " WHERE id > " + from + " AND id <= " + (from + CHUNK_ROWS) + " LOCK IN SHARE MODE");
                int changed = ROWS - from;
                Sql.execute(
                        application,
                        "UPDATE by_ghost SET v = 'changed' WHERE id = " + changed,
                        "DELETE FROM by_ghost WHERE id = " + (changed - 1),
                        "INSERT INTO by_ghost (id, v) VALUES (" + (ROWS + 1 + from) + ", 'new')");
                Sql.execute(
                        tool,
                        "REPLACE INTO _by_ghost_gho (id, v) VALUES (" + changed + ", 'changed')",
                        "DELETE FROM _by_ghost_gho WHERE id = " + (changed - 1),
                        "REPLACE INTO _by_ghost_gho (id, v) VALUES (" + (ROWS + 1 + from) + ", 'new')",
                        "INSERT INTO _by_ghost_ghc (hint, value) VALUES ('heartbeat', NOW(6)) ON DUPLICATE KEY UPDATE value ="
                                + " NOW(6)");
            }
            cutOver(tool, application);
        }
        requireEqual("by_ghost");
    }

    private void cutOver(Connection tool, Connection application) throws SQLException {
        try (Connection lock = pipeline.mysql();
                Connection rename = pipeline.mysql()) {
            Sql.execute(
                    lock,
                    "CREATE TABLE _by_ghost_del (id INT AUTO_INCREMENT PRIMARY KEY) COMMENT = 'ghost-cut-over-sentry'",
                    "LOCK TABLES by_ghost WRITE, _by_ghost_del WRITE");
            CompletableFuture<Void> late = inBackground(application, "INSERT INTO by_ghost (v) VALUES ('late')");
            CompletableFuture<Void> swap =
                    inBackground(rename, "RENAME TABLE by_ghost TO _by_ghost_del, _by_ghost_gho TO by_ghost");
            run.until("both wait for the lock", () -> Sql.number(tool, """
                    SELECT count(*) FROM information_schema.processlist
                    WHERE db = 'online' AND state = 'Waiting for table metadata lock'""") == 2);
            Sql.execute(lock, "DROP TABLE _by_ghost_del", "UNLOCK TABLES");
            swap.join();
            late.join();
        }
        Sql.execute(tool, "DROP TABLE _by_ghost_ghc", "DROP TABLE _by_ghost_del");
    }

    private static CompletableFuture<Void> inBackground(Connection connection, String sql) {
        return CompletableFuture.runAsync(() -> {
            try {
                Sql.execute(connection, sql);
            } catch (SQLException e) {
                throw new CompletionException(e);
            }
        });
    }

    private void requireEqual(String table) throws SQLException {
        Exit verify = pipeline.sluice("verify");
        assertThat(verify.code()).as("%s %s", verify, run.process().printed()).isZero();
        try (Connection postgres = pipeline.postgres()) {
            run.until("the new index is there", () -> Sql.number(postgres, """
                    SELECT count(*) FROM pg_indexes WHERE schemaname = 'online' AND indexname = '%s_by_v'""".formatted(table)) == 1);
            assertThat(Sql.rows(postgres, """
                    SELECT column_name FROM information_schema.columns WHERE table_schema = 'online' AND table_name = '%s'
                    ORDER BY 1""".formatted(table))).containsExactly("id", "n", "v");
            assertThat(Sql.rows(
                            postgres,
                            "SELECT relname FROM pg_class WHERE relname LIKE '%\\_gho' OR relname LIKE '%\\_del'"))
                    .isEmpty();
        }
    }
}
