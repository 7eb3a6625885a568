package io.sluice.e2e.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.e2e.Exit;
import io.sluice.e2e.PipelineText;
import io.sluice.e2e.Run;
import io.sluice.e2e.SluiceProcess;
import io.sluice.e2e.Sql;
import io.sluice.e2e.TestPipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A pipeline whose place in MySQL's log is gone goes on at the log's end, and takes in a table that it did not have. */
class ResyncTest {

    @Test
    void allTablesAreBroughtUpToDateOnline() throws SQLException, IOException {
        try (TestPipeline pipeline = TestPipeline.create(PipelineText.of("gap"));
                Connection mysql = pipeline.mysql();
                Connection postgres = pipeline.postgres()) {
            select(pipeline, "[gap.kept, gap.log]");
            Sql.execute(
                    mysql,
                    "CREATE TABLE kept (id INT PRIMARY KEY, v INT, UNIQUE KEY (v))",
                    "INSERT INTO kept VALUES (1, 10), (2, 20), (3, 30)",
                    "CREATE TABLE log (line VARCHAR(20))",
                    "INSERT INTO log VALUES ('a'), ('a'), ('b')",
                    "CREATE TABLE added (id VARCHAR(10) PRIMARY KEY, n INT, KEY by_n (n))",
                    "INSERT INTO added VALUES ('x', 1), ('y', 2)",
                    "CREATE TABLE added_log (line VARCHAR(20))",
                    "INSERT INTO added_log VALUES ('c'), ('c')");
            Run.startStreaming(pipeline).process().stop();

            changeAndPurge(mysql);
            Exit refused = pipeline.sluice("run");
            assertThat(refused.code()).as(refused.toString()).isEqualTo(1);
            assertThat(refused.err()).contains("'sluice run --resync' goes on at the end of the log");

            select(pipeline, "[gap.*]");
            SluiceProcess process = pipeline.start("run", "--resync");
            Run run = new Run(pipeline, process);
            run.until("it streams", () -> process.printed().contains("STREAMING"));
            Sql.execute(mysql, "UPDATE added SET n = 7 WHERE id = 'x'", "INSERT INTO added_log VALUES ('d')");
            String indexes = "SELECT count(*) FROM pg_indexes WHERE schemaname = 'gap' AND tablename = 'added'";
            run.until("the added table has its second index", () -> Sql.number(postgres, indexes) == 2);
            equal(pipeline);
            assertThat(Sql.rows(postgres, "SELECT id, v FROM gap.kept ORDER BY id"))
                    .containsExactly("2|10", "3|30", "4|20");
        }
    }

    private static void select(TestPipeline pipeline, String tables) throws IOException {
        Files.writeString(
                pipeline.file(),
                Files.readString(pipeline.file())
                        .replaceFirst("  tables:.*\\n", "")
                        .replace("databases: [gap]\n", "databases: [gap]\n  tables: {include: " + tables + "}\n"));
    }

    /** A unique value moves to another row; what happened is in no log that is left. */
    private static void changeAndPurge(Connection mysql) throws SQLException {
        Sql.execute(
                mysql,
                "DELETE FROM kept WHERE id = 1",
                "UPDATE kept SET v = 10 WHERE id = 2",
                "INSERT INTO kept VALUES (4, 20)",
                "DELETE FROM log WHERE line = 'b'",
                "INSERT INTO log VALUES ('e')",
                "FLUSH BINARY LOGS");
        String last = Sql.rows(mysql, "SHOW BINARY LOG STATUS").get(0).replaceFirst("\\|.*", "");
        Sql.execute(mysql, "PURGE BINARY LOGS TO '" + last + "'");
    }

    private static void equal(TestPipeline pipeline) {
        Exit verify = pipeline.start("verify", "--json").await(Duration.ofMinutes(2));
        assertThat(verify.code()).as(verify.toString()).isZero();
        assertThat(verify.json().get("differences").asLong()).isZero();
        assertThat(verify.json().get("tables")).hasSize(4);
    }
}
