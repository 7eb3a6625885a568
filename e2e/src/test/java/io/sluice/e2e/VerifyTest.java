package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
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
            Run.startStreaming(pipeline);
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
        }
    }
}
