package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The command as users have it, on a database with values that PostgreSQL cannot hold. */
class AssessTest {

    private TestPipeline pipeline;
    private Connection mysql;

    @BeforeEach
    void create() throws SQLException {
        pipeline = TestPipeline.create(PipelineText.of("assessed"));
        mysql = pipeline.mysql();
        Sql.execute(
                mysql,
                "SET SESSION sql_mode = '', foreign_key_checks = 0",
                "CREATE TABLE dates (id INT AUTO_INCREMENT PRIMARY KEY, free DATE, kept DATETIME(6) NOT NULL, at TIMESTAMP NULL)",
                "CREATE TABLE days (day DATE PRIMARY KEY, note VARCHAR(10))",
                "CREATE TABLE texts (id INT AUTO_INCREMENT PRIMARY KEY, body TEXT, code VARCHAR(20) NOT NULL UNIQUE, doc JSON)",
                "CREATE TABLE kinds (id INT AUTO_INCREMENT PRIMARY KEY, kind ENUM('a', 'b') NOT NULL, flag TINYINT(1),"
                        + " took TIME, big BIGINT UNSIGNED)",
                "CREATE TABLE parents (id INT PRIMARY KEY)",
                "CREATE TABLE children (id INT AUTO_INCREMENT PRIMARY KEY, parent INT,"
                        + " FOREIGN KEY (parent) REFERENCES parents (id))",
                "INSERT INTO days VALUES ('0000-00-00', 'none')");
        badRows("snapshot");
    }

    @AfterEach
    void close() throws SQLException {
        mysql.close();
        pipeline.close();
    }

    private void badRows(String code) throws SQLException {
        Sql.execute(
                mysql,
                "INSERT INTO dates (free, kept, at) VALUES ('2020-02-29', '2020-01-01', '2020-01-01 00:00:00'),"
                        + " ('0000-00-00', '0000-00-00', '0000-00-00'), ('2010-05-00', '2010-00-00', NULL)",
                "INSERT INTO texts (body, code, doc) VALUES (CONCAT('a', CHAR(0), 'b'), CONCAT('1" + code
                        + "', CHAR(0)), '{\"a\": \"x\\\\u0000y\"}'), ('plain', '" + code
                        + "', '{\"a\": \"x\\\\\\\\u0000y\"}')",
                "INSERT INTO kinds (kind, flag, took, big) VALUES ('nonsense', 2, '-838:59:59', 18446744073709551615),"
                        + " ('a', 1, '12:00:00', 1)",
                "INSERT INTO children (parent) VALUES (99), (NULL)");
    }

    @Test
    void thePoliciesItWritesMakeTheMigrationRunToNoDifferences() throws Exception {
        Path directory = pipeline.file().getParent();
        Exit assess =
                pipeline.sluice("assess", "--scan", "full", "--write-policies", "policies.yaml", "--report", "report");
        assertThat(assess.code()).as(assess.toString()).isZero();
        assertThat(assess.out()).contains("warning: assessed.dates.kept", "not as they are");
        assertThat(Files.readString(directory.resolve("report/assessment.html")))
                .contains("assessed.children");

        Files.writeString(
                pipeline.file(), Files.readString(directory.resolve("policies.yaml")), StandardOpenOption.APPEND);
        Run run = Run.startStreaming(pipeline);
        badRows("stream");
        JsonNode verify = pipeline.sluice("verify", "--json").json();

        assertThat(verify.get("differences").asLong())
                .as(verify.toPrettyString())
                .isZero();
        assertThat(verify.get("deadLetters").asLong())
                .as(verify.toPrettyString())
                .isZero();
        assertThat(run.process().isAlive()).isTrue();
    }

    @Test
    void jsonIsOneDocument() {
        JsonNode document = pipeline.sluice("assess", "--json").json();

        assertThat(document.get("verdict").asText()).isEqualTo("DECISIONS");
        assertThat(document.get("tables")).hasSize(6);
        assertThat(document.get("checks"))
                .anySatisfy(check -> assertThat(check.get("subject").asText()).isEqualTo("PostgreSQL: version"));
    }

    @Test
    void exitCodesSayWhatIsWrong() throws Exception {
        Files.writeString(pipeline.file(), "policies: {zero-dates: fail}\n", StandardOpenOption.APPEND);
        assertThat(pipeline.sluice("assess").code()).as("something blocks").isEqualTo(1);

        Files.writeString(pipeline.file().resolveSibling("mine.yaml"), "mine");
        Exit refused = pipeline.sluice("assess", "--write-policies", "mine.yaml");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("mine.yaml is there already");
        assertThat(Files.readString(pipeline.file().resolveSibling("mine.yaml")))
                .isEqualTo("mine");

        edit("mysql://127.0.0.1:\\d+", "mysql://127.0.0.1:1");
        assertThat(pipeline.sluice("assess").code()).as("MySQL does not answer").isEqualTo(3);
    }

    private void edit(String regex, String replacement) throws IOException {
        Files.writeString(pipeline.file(), Files.readString(pipeline.file()).replaceAll(regex, replacement));
    }
}
