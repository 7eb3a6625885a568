package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Verify finds what is different, and only that. */
class VerifyTest {

    @Test
    void namesTheKeysThatWereTamperedWith() throws SQLException {
        try (TestPipeline pipeline = TestPipeline.create(PipelineText.of("museum"));
                Connection mysql = pipeline.mysql();
                Connection postgres = pipeline.postgres()) {
            Sql.execute(
                    mysql,
                    "CREATE TABLE paintings (id INT PRIMARY KEY, title VARCHAR(80), price DECIMAL(10,2))",
                    "CREATE TABLE rooms (floor INT, wing CHAR(1), name VARCHAR(20), PRIMARY KEY (floor, wing))",
                    "INSERT INTO paintings VALUES (1, 'Irises', 10.10), (2, 'Nymphéas', 20.20), (3, NULL, 30.30)",
                    "INSERT INTO rooms VALUES (1, 'A', 'Hall'), (1, 'B', 'Cabinet')");
            Run run = Run.startStreaming(pipeline);
            assertThat(pipeline.sluice("verify").code()).isZero();

            Sql.execute(
                    postgres,
                    "UPDATE museum.paintings SET price = 20.21 WHERE id = 2",
                    "DELETE FROM museum.paintings WHERE id = 3",
                    "INSERT INTO museum.paintings VALUES (4, 'Forgery', 1)",
                    "CREATE TABLE museum.notes (line text)");

            Exit text = pipeline.sluice("verify");
            assertThat(text.code()).as(text.toString()).isEqualTo(1);
            assertThat(text.out())
                    .contains(
                            "20.20",
                            "20.21",
                            "id='2'",
                            "id='3'",
                            "id='4'",
                            "1 table is in PostgreSQL only (museum.notes)");

            Exit document = pipeline.sluice("verify", "--json");
            assertThat(document.code()).as(document.toString()).isEqualTo(1);
            assertThat(document.json().get("differences").asLong()).isEqualTo(3);
            assertThat(document.json().get("onlyInTarget").get(0).asText()).isEqualTo("museum.notes");
            for (JsonNode table : document.json().get("tables")) {
                boolean tampered = table.get("source").asText().equals("museum.paintings");
                assertThat(table.get("differences").asLong()).isEqualTo(tampered ? 3 : 0);
                assertThat(table.get("samples")).hasSize(tampered ? 3 : 0);
            }

            Sql.execute(
                    postgres,
                    "UPDATE museum.paintings SET price = 20.20 WHERE id = 2",
                    "INSERT INTO museum.paintings VALUES (3, NULL, 30.30)",
                    "DELETE FROM museum.paintings WHERE id = 4");
            Exit onlyTheTable = pipeline.sluice("verify");
            assertThat(onlyTheTable.code()).as(onlyTheTable.toString()).isEqualTo(1);
            assertThat(onlyTheTable.out()).contains(": not equal: 1 table only in PostgreSQL");
            Sql.execute(postgres, "DROP TABLE museum.notes");
            Exit equal = pipeline.sluice("verify");
            assertThat(equal.code()).as(equal.toString()).isZero();

            saysWhoHasEnded(pipeline, run, mysql, postgres);
        }
    }

    /** A verification waits for the sink, which waits for a lock, when the process that has them all is killed. */
    private static void saysWhoHasEnded(TestPipeline pipeline, Run run, Connection mysql, Connection postgres)
            throws SQLException {
        try (Connection blocker = pipeline.postgres()) {
            blocker.setAutoCommit(false);
            assertThat(Sql.rows(blocker, "SELECT id FROM museum.paintings FOR UPDATE"))
                    .isNotEmpty();
            Sql.execute(mysql, "UPDATE paintings SET title = 'Late' WHERE id = 1");
            SluiceProcess verify = pipeline.start("verify");
            run.until(
                    "verify reads how far the sink is, as the run does",
                    () -> Sql.number(
                                    postgres,
                                    "SELECT count(*) FROM pg_stat_activity WHERE query LIKE '%sluice.sink_offset%'"
                                            + " AND query LIKE 'SELECT topic, part, next_offset%'"
                                            + " AND pid <> pg_backend_pid()"
                                            + " AND datname = current_database()")
                            > 1);
            run.process().killHard();
            Exit died = verify.await(Duration.ofMinutes(2));
            assertThat(died.code()).as(died.toString()).isEqualTo(1);
            assertThat(died.err())
                    .contains("has ended meanwhile; start it again")
                    .doesNotContain("Kafka Connect");
        }
    }
}
