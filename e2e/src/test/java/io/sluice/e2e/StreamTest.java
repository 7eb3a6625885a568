package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Each kind of change arrives by the stream, in one pipeline that runs all the time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class StreamTest {

    private TestPipeline pipeline;
    private Run run;
    private Connection mysql;

    @BeforeAll
    void start() throws SQLException {
        pipeline = TestPipeline.create(PipelineText.of("office")
                .schema("office", "hq")
                .rule("office.spans.took_us", "microseconds-to-interval"));
        mysql = pipeline.mysql();
        Sql.execute(
                mysql,
                "CREATE TABLE people (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(40) NOT NULL, notes TEXT,"
                        + " joined DATETIME(6) NOT NULL DEFAULT '2020-02-29 12:00:00.000001')",
                "CREATE TABLE accounts (id INT PRIMARY KEY, balance DECIMAL(12,2) NOT NULL)",
                "CREATE TABLE transfers (id INT PRIMARY KEY, amount DECIMAL(12,2) NOT NULL)",
                "CREATE TABLE visits (who VARCHAR(20), floor INT)",
                "CREATE TABLE scratch (id INT PRIMARY KEY)",
                "CREATE TABLE spans (id INT PRIMARY KEY, took_us BIGINT)",
                "CREATE TABLE papers (id INT PRIMARY KEY, doc JSON)",
                "INSERT INTO people (id, name, notes) VALUES (1, 'Ada', NULL), (2, 'Grace', ''), (3, 'Linus', 'x')",
                "INSERT INTO accounts VALUES (1, 100.00), (2, 0.00)",
                "INSERT INTO visits VALUES ('Ada', 1), ('Ada', 1), ('Ada', 1), ('Grace', NULL)",
                "INSERT INTO scratch VALUES (1), (2), (3)",
                "INSERT INTO spans VALUES (1, 90061000001), (2, NULL), (3, -1)",
                "INSERT INTO papers VALUES (1, '{\"a\": \"a text that is long enough to be worth it\", \"b\": 1}')");
        run = Run.startStreaming(pipeline);
    }

    @AfterAll
    void stop() throws SQLException {
        mysql.close();
        pipeline.close();
    }

    @Test
    @Order(1)
    void theSnapshotIsThereInTheOtherSchema() throws SQLException {
        run.untilTarget(
                "SELECT id, name, notes, joined FROM hq.people WHERE id < 4 ORDER BY id",
                "1|Ada|null|2020-02-29 12:00:00.000001",
                "2|Grace||2020-02-29 12:00:00.000001",
                "3|Linus|x|2020-02-29 12:00:00.000001");
    }

    @Test
    @Order(2)
    void insertUpdateAndDelete() throws SQLException {
        Sql.execute(
                mysql,
                "INSERT INTO people (id, name) VALUES (10, 'new'), (11, 'newer'), (12, 'newest')",
                "UPDATE people SET notes = 'žluťoučký 🐎' WHERE id = 11",
                "DELETE FROM people WHERE id = 12",
                "UPDATE people SET name = 'Ada L.' WHERE id = 1");
        run.untilTarget(
                "SELECT id, name, notes FROM hq.people WHERE id IN (1, 10, 11, 12) ORDER BY id",
                "1|Ada L.|null",
                "10|new|null",
                "11|newer|žluťoučký 🐎");
    }

    @Test
    @Order(2)
    void aChangedPrimaryKeyLeavesNoOldRow() throws SQLException {
        Sql.execute(
                mysql,
                "INSERT INTO people (id, name) VALUES (20, 'moves')",
                "UPDATE people SET id = 21 WHERE id = 20",
                "INSERT INTO people (id, name) VALUES (20, 'takes the key')");
        run.untilTarget(
                "SELECT id, name FROM hq.people WHERE id IN (20, 21) ORDER BY id", "20|takes the key", "21|moves");
    }

    @Test
    @Order(2)
    void aTransactionOverSeveralTables() throws SQLException {
        for (int i = 1; i <= 20; i++) {
            Sql.transaction(
                    mysql,
                    "UPDATE accounts SET balance = balance - 1.50 WHERE id = 1",
                    "UPDATE accounts SET balance = balance + 1.50 WHERE id = 2",
                    "INSERT INTO transfers VALUES (" + i + ", 1.50)");
        }
        run.untilTarget("SELECT id, balance FROM hq.accounts ORDER BY id", "1|70.00", "2|30.00");
        run.untilTarget("SELECT count(*), sum(amount) FROM hq.transfers", "20|30.00");
    }

    @Test
    @Order(2)
    void aTransactionThatWasRolledBackLeavesNothing() throws SQLException {
        mysql.setAutoCommit(false);
        try (var statement = mysql.createStatement()) {
            statement.execute("INSERT INTO transfers VALUES (1000, 1)");
        }
        mysql.rollback();
        mysql.setAutoCommit(true);
        Sql.execute(mysql, "INSERT INTO transfers VALUES (1001, 1)");
        run.untilTarget("SELECT id FROM hq.transfers WHERE id >= 1000", "1001");
        Sql.execute(mysql, "DELETE FROM transfers WHERE id >= 1000");
        run.untilTarget("SELECT id FROM hq.transfers WHERE id >= 1000");
    }

    @Test
    @Order(2)
    void aTableWithoutPrimaryKeyKeepsItsDuplicates() throws SQLException {
        Sql.execute(
                mysql,
                "INSERT INTO visits VALUES ('Linus', 3), ('Linus', 3), ('Linus', 3)",
                "DELETE FROM visits WHERE who = 'Ada' LIMIT 1",
                "UPDATE visits SET floor = 4 WHERE who = 'Linus' LIMIT 1",
                "UPDATE visits SET floor = 9 WHERE floor IS NULL");
        run.untilTarget(
                "SELECT who, floor FROM hq.visits ORDER BY 1, 2",
                "Ada|1",
                "Ada|1",
                "Grace|9",
                "Linus|3",
                "Linus|3",
                "Linus|4");
    }

    @Test
    @Order(2)
    void truncateTakesWhatWasThereAndNothingThatFollows() throws SQLException {
        Sql.execute(
                mysql,
                "INSERT INTO scratch VALUES (4)",
                "TRUNCATE TABLE scratch",
                "INSERT INTO scratch VALUES (2), (5)");
        run.untilTarget("SELECT id FROM hq.scratch ORDER BY id", "2", "5");
    }

    @Test
    @Order(2)
    void microsecondsBecomeAnInterval() throws SQLException {
        Sql.execute(
                mysql,
                "INSERT INTO spans VALUES (10, 90061000001), (11, NULL), (12, -1), (13, 0)",
                "UPDATE spans SET took_us = 1500000 WHERE id = 13");
        run.untilTarget(
                "SELECT id, took_us::text FROM hq.spans ORDER BY id",
                "1|25:01:01.000001",
                "2|null",
                "3|-00:00:00.000001",
                "10|25:01:01.000001",
                "11|null",
                "12|-00:00:00.000001",
                "13|00:00:01.5");
    }

    @Test
    @Order(3)
    void aTableThatIsCreatedMeanwhileArrivesToo() throws SQLException {
        Sql.execute(
                mysql,
                "CREATE TABLE rooms (id INT PRIMARY KEY, name VARCHAR(20))",
                "INSERT INTO rooms VALUES (1, 'attic'), (2, NULL)",
                "UPDATE rooms SET name = 'cellar' WHERE id = 2");
        try (Connection postgres = pipeline.postgres()) {
            run.until("the table is there", () -> Sql.rows(postgres, "SELECT to_regclass('hq.rooms')")
                    .contains("hq.rooms"));
        }
        run.untilTarget("SELECT id, name FROM hq.rooms ORDER BY id", "1|attic", "2|cellar");
        run.until("the status shows it", () -> Files.readString(
                        pipeline.dataDirectory().resolve("status.json"))
                .contains("office.rooms"));
    }

    @Test
    @Order(3)
    void anInsertIntoPostgresTakesNoKeyThatMySqlWillUse() throws SQLException {
        try (Connection postgres = pipeline.postgres()) {
            long highest = Sql.number(mysql, "SELECT max(id) FROM people");
            String insert = "INSERT INTO hq.people (name, joined) VALUES ('here', now()) RETURNING id";
            long first = Sql.number(postgres, insert);
            assertThat(first).isGreaterThan(highest + 1_000);

            Sql.execute(mysql, "INSERT INTO people (id, name) VALUES (1000000, 'far ahead')");
            run.untilTarget("SELECT name FROM hq.people WHERE id = 1000000", "far ahead");
            run.until("the sequence follows", () -> Sql.number(postgres, insert) > 1_001_000);
            Sql.execute(postgres, "DELETE FROM hq.people WHERE name = 'here'");
        }
    }

    /** It closes its connections, and nobody but the silence tells. */
    @Test
    @Order(4)
    void aRestartedMySqlIsFollowedFurther() throws SQLException {
        DatabaseServers.shared().mysql().restart();
        mysql.close();
        mysql = pipeline.mysql();
        Sql.execute(mysql, "INSERT INTO transfers VALUES (2000, 1)");
        run.untilTarget("SELECT id FROM hq.transfers WHERE id >= 2000", "2000");
    }

    @Test
    @Order(5)
    void inTheEndVerifyFindsNoDifference() {
        Exit verify = pipeline.sluice("verify", "--json");
        assertThat(verify.code()).as(verify.toString()).isZero();
        assertThat(verify.json().get("differences").asLong()).isZero();
        assertThat(verify.json().get("tables")).hasSize(8);
    }

    /** A session may log parts of JSON values where the server does not: such an update is not lost without a word. */
    @Test
    @Order(6)
    void aPartOfAJsonValueStopsTheSource() throws SQLException {
        Sql.execute(
                mysql,
                "SET SESSION binlog_row_value_options = 'PARTIAL_JSON'",
                "UPDATE papers SET doc = JSON_SET(doc, '$.b', 2) WHERE id = 1");
        run.until("the log names the cause", () -> Files.readString(
                        pipeline.dataDirectory().resolve("logs/sluice.log"))
                .contains("only a part of the JSON in an update of office.papers"));
    }
}
