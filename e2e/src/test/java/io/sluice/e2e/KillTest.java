package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The process is killed, goes on when started again, and nothing is lost, kept or there twice. */
class KillTest {

    private static final int ROWS = 150_000;

    @Test
    void inTheLoadAndInTheStreamWhileMySqlIsWrittenTo() throws SQLException {
        endsEqual(1);
    }

    @Test
    @Tag("thorough")
    void againAndAgainInTheStream() throws SQLException {
        endsEqual(5);
    }

    private static void endsEqual(int killsInTheStream) throws SQLException {
        try (TestPipeline pipeline =
                        TestPipeline.create(PipelineText.of("ledger").load(Map.of("chunk-bytes", "200000")));
                Connection mysql = pipeline.mysql();
                Connection postgres = pipeline.postgres()) {
            createLedger(mysql);
            try (Writer writer = Writer.start(pipeline, KillTest::change)) {
                killInTheLoad(pipeline, mysql, postgres);
                for (int i = 0; i < killsInTheStream; i++) {
                    killInTheStream(pipeline, postgres);
                }
                Run.startStreaming(pipeline);
                assertThat(writer.stop()).isGreaterThan(100);
            }
            Exit verify = pipeline.sluice("verify", "--json");
            assertThat(verify.code()).as(verify.toString()).isZero();
            assertThat(verify.json().get("differences").asLong()).isZero();
        }
    }

    private static void createLedger(Connection mysql) throws SQLException {
        Sql.execute(
                mysql,
                "SET SESSION cte_max_recursion_depth = " + ROWS,
                "CREATE TABLE entries (id INT AUTO_INCREMENT PRIMARY KEY, amount INT NOT NULL, note VARCHAR(100))",
                "CREATE TABLE log (at INT NOT NULL, what VARCHAR(40))",
                "INSERT INTO entries (amount, note) WITH RECURSIVE n (i) AS"
                        + " (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " + ROWS + ")"
                        + " SELECT i * 7, CONCAT('entry number ', i, ' of the ledger that is copied') FROM n",
                "INSERT INTO log SELECT id % 10, 'duplicates are fine' FROM entries WHERE id <= 2000");
    }

    /** Touches all of the table, the part that is copied and the part that is not yet. */
    private static void change(Connection mysql, int round) throws SQLException {
        int id = 1 + (int) (round * 7_919L % ROWS);
        Sql.transaction(
                mysql,
                "UPDATE entries SET amount = amount + 1, note = 'round " + round + "' WHERE id = " + id,
                "DELETE FROM entries WHERE id = " + (1 + (id * 3L) % ROWS),
                "INSERT INTO entries (amount, note) VALUES (" + round + ", 'written meanwhile')",
                "INSERT INTO log VALUES (" + round % 10 + ", 'written meanwhile')",
                "DELETE FROM log WHERE at = " + (round + 5) % 10 + " LIMIT 1");
    }

    private static void killInTheLoad(TestPipeline pipeline, Connection mysql, Connection postgres)
            throws SQLException {
        Run run = Run.start(pipeline);
        run.until("rows arrive", () -> copied(postgres) > 0);
        kill(run.process());
        assertThat(copied(postgres)).as("killed in the middle of the load").isBetween(1L, ROWS - 5_000L);
        // Of rows that are loaded already, and of some that are not.
        Sql.execute(mysql, "DELETE FROM entries WHERE id % 10 = 3", "DELETE FROM log WHERE at = 7");
    }

    private static void killInTheStream(TestPipeline pipeline, Connection postgres) throws SQLException {
        Run run = Run.startStreaming(pipeline);
        String marker = "SELECT count(*) FROM ledger.entries WHERE note = 'written meanwhile'";
        long before = Sql.number(postgres, marker);
        run.until("changes arrive", () -> Sql.number(postgres, marker) > before + 20);
        kill(run.process());
    }

    private static void kill(SluiceProcess run) {
        List<ProcessHandle> children = run.handle().descendants().toList();
        run.killHard();
        await("the children of a killed run end by themselves")
                .atMost(Duration.ofSeconds(20))
                .until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    }

    private static long copied(Connection postgres) throws SQLException {
        boolean exists = Sql.rows(postgres, "SELECT to_regclass('ledger.entries')")
                .get(0)
                .equals("ledger.entries");
        return exists ? Sql.number(postgres, "SELECT count(*) FROM ledger.entries") : 0;
    }
}
