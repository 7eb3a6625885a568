package io.sluice.e2e.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.e2e.Exit;
import io.sluice.e2e.PipelineText;
import io.sluice.e2e.Run;
import io.sluice.e2e.Sql;
import io.sluice.e2e.TestPipeline;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each kind of statement, in two databases by turns, while one pipeline streams: both sides end equal, and no record is a dead
 * letter.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SchemaChangeTest {

    private static final List<String> DATABASES = List.of("changes", "changes_too");

    private TestPipeline pipeline;
    private Run run;
    private JsonNode verification;
    private JsonNode changes;

    static Stream<ChangeCase> cases() {
        return ChangeCase.all().stream();
    }

    /** What MySQL's log says of tables beside their rows. */
    String rowMetadata() {
        return "FULL";
    }

    @BeforeAll
    void runAll() throws SQLException {
        pipeline = TestPipeline.create(PipelineText.of(DATABASES.toArray(String[]::new))
                .schemaChanges(
                        DATABASES.get(0) + ".policed",
                        Map.of("drop-column", "stop", "change-type", "stop", "truncate-table", "ignore")));
        try (Connection mysql = pipeline.mysql();
                Connection other = pipeline.mysql()) {
            Sql.execute(mysql, "SET GLOBAL binlog_row_metadata = " + rowMetadata());
            Sql.execute(other, "USE " + DATABASES.get(1));
            for (ChangeCase each : ChangeCase.all()) {
                executeByTurns(each.before(), mysql, other);
            }
            Sql.execute(
                    mysql,
                    "CREATE TABLE killed (id INT PRIMARY KEY, v VARCHAR(9))",
                    "INSERT INTO killed VALUES (1, 'one')",
                    "CREATE TABLE policed (id INT PRIMARY KEY, a INT, b VARCHAR(9) NOT NULL DEFAULT 'b')",
                    "INSERT INTO policed (id, a) VALUES (1, 1)");
            run = Run.startStreaming(pipeline);
            for (ChangeCase each : ChangeCase.all()) {
                executeByTurns(each.stream(), mysql, other);
            }
        }
        Exit verify = pipeline.sluice("verify", "--json");
        assertThat(verify.code()).as("%s %s", verify, run.process().printed()).isLessThan(2);
        verification = verify.json();
        changes = pipeline.sluice("schema-changes", "list", "--json").json().get("changes");
    }

    private static void executeByTurns(List<String> statements, Connection... connections) throws SQLException {
        for (String sql : statements) {
            for (Connection connection : connections) {
                Sql.execute(connection, sql);
            }
        }
    }

    @AfterAll
    void stop() throws SQLException {
        try (Connection mysql = pipeline.mysql()) {
            Sql.execute(mysql, "SET GLOBAL binlog_row_metadata = FULL");
        }
        pipeline.close();
    }

    @ParameterizedTest
    @Order(1)
    @MethodSource("cases")
    void mySqlsTablesArePostgres(ChangeCase changeCase) {
        List<String> different = new ArrayList<>();
        for (JsonNode table : verification.get("tables")) {
            boolean equal = table.get("differences").asLong() == 0
                    && table.get("setAside").asLong() == 0;
            if (isOf(changeCase, table.get("source").asText()) && !equal) {
                different.add(table.toString());
            }
        }
        assertThat(different).as("%s", changesOf(changeCase)).isEmpty();
    }

    private List<String> changesOf(ChangeCase changeCase) {
        List<String> found = new ArrayList<>();
        for (JsonNode change : changes) {
            if (isOf(changeCase, change.get("table").asText())) {
                found.add(change.toPrettyString());
            }
        }
        return found;
    }

    private static boolean isOf(ChangeCase changeCase, String table) {
        return DATABASES.stream().anyMatch(database -> table.startsWith(database + "." + changeCase.name()));
    }

    @Test
    @Order(1)
    void noTableIsThereThatMySqlDoesNotHave() {
        assertThat(verification.get("onlyInTarget"))
                .as(verification.toPrettyString())
                .isEmpty();
        assertThat(verification.get("deadLetters").asLong()).isZero();
    }

    /** A generated column has no default in MySQL, and AUTO_INCREMENT is none. */
    @Test
    @Order(1)
    void columnsAreWhatTheyAreInMySql() throws SQLException {
        try (Connection mysql = pipeline.mysql();
                Connection postgres = pipeline.postgres()) {
            assertThat(Sql.rows(postgres, """
                            SELECT table_schema, table_name, column_name, is_nullable, column_default IS NOT NULL AS has_default,
                                   coalesce(col_description(format('%I.%I', table_schema, table_name)::regclass, ordinal_position), '')
                            FROM information_schema.columns WHERE table_schema IN ('changes', 'changes_too')
                            ORDER BY table_schema COLLATE "C", table_name COLLATE "C", column_name COLLATE "C"
                            """)).isEqualTo(Sql.rows(mysql, """
                            SELECT table_schema, table_name, column_name, is_nullable, IF(column_default IS NULL, 'f', 't'),
                                   column_comment
                            FROM information_schema.columns WHERE table_schema IN ('changes', 'changes_too')
                            ORDER BY table_schema, CAST(table_name AS BINARY), CAST(column_name AS BINARY)"""));
        }
    }

    /** But for the order of columns, for where identities start, and for columns that PostgreSQL does not generate then. */
    @Test
    @Order(1)
    void tablesAreWhatTheyWouldBeHadTheyBeenThereAtTheStart() throws SQLException {
        try (Connection postgres = pipeline.postgres();
                Connection planned = pipeline.planned()) {
            run.until("all indexes and constraints are there", () -> Sql.number(postgres, """
                    SELECT count(*) FROM sluice.schema_change WHERE state <> 'APPLIED'""") == 0);
            for (String database : DATABASES) {
                assertThat(TargetParts.of(postgres, database)).isEqualTo(TargetParts.of(planned, database));
            }
        }
    }

    @Test
    @Order(2)
    void aKilledPipelineGoesOnWithTheChange() throws SQLException {
        try (Connection mysql = pipeline.mysql();
                Connection postgres = pipeline.postgres()) {
            // As long as the lock is held, the change is in Kafka and not in PostgreSQL.
            Sql.execute(postgres, "BEGIN", "LOCK TABLE changes.killed IN ACCESS SHARE MODE");
            Sql.execute(
                    mysql,
                    "INSERT INTO killed VALUES (2, 'two')",
                    "ALTER TABLE killed RENAME COLUMN v TO w, ADD COLUMN n INT NOT NULL DEFAULT 5",
                    "INSERT INTO killed VALUES (3, 'three', 3)");
            run.until("the change waits for the lock", () -> Sql.number(postgres, """
                            SELECT count(*) FROM pg_locks WHERE relation = 'changes.killed'::regclass AND NOT granted""") > 0);
            run.process().killHard();
            Sql.execute(postgres, "ROLLBACK");
            run = Run.startStreaming(pipeline);
            run.until("the row behind it is there", () -> Sql.rows(postgres, "SELECT count(*) FROM changes.killed")
                    .equals(List.of("3")));
            assertThat(Sql.rows(postgres, "SELECT id, w, n FROM changes.killed ORDER BY id"))
                    .containsExactly("1|one|5", "2|two|5", "3|three|3");
            assertThat(Sql.rows(postgres, "SELECT state FROM sluice.schema_change WHERE target_table = 'killed'"))
                    .containsExactly("APPLIED");
        }
    }

    @Test
    @Order(3)
    void oneThatPostgreSqlRefusesStopsItsTableAlone() throws SQLException {
        try (Connection mysql = pipeline.mysql();
                Connection postgres = pipeline.postgres()) {
            Sql.execute(postgres, "CREATE VIEW changes.names AS SELECT w FROM changes.killed");
            Sql.execute(
                    mysql,
                    "ALTER TABLE killed DROP COLUMN w",
                    "INSERT INTO killed VALUES (4, 4)",
                    "INSERT INTO keyless VALUES (9, 9, 9)");
            run.until(
                    "the others go on",
                    () -> Sql.number(postgres, "SELECT count(*) FROM changes.keyless WHERE a = 9") == 1);
            assertThat(stop("killed"))
                    .contains("'ALTER TABLE `changes`.`killed` DROP COLUMN w'")
                    .contains("PostgreSQL does not take it: ");
            assertThat(Sql.number(postgres, "SELECT count(*) FROM changes.killed"))
                    .isEqualTo(3);
            assertThat(pipeline.sluice("schema-changes", "apply", "1").err())
                    .contains("schema change 1 of ", "nothing is left to decide");
            assertThat(pipeline.sluice("schema-changes", "skip", "9999").err())
                    .contains("there is no schema change 9999; 'sluice schema-changes PIPELINE list' shows them");

            Sql.execute(postgres, "DROP VIEW changes.names");
            decide("apply", "killed");
            run.until(
                    "the row behind it is there",
                    () -> Sql.number(postgres, "SELECT count(*) FROM changes.killed") == 4);
            assertThat(Sql.rows(postgres, "SELECT id, n FROM changes.killed ORDER BY id"))
                    .containsExactly("1|5", "2|5", "3|3", "4|4");
            assertThat(pipeline.sluice("schema-changes", "list").out())
                    .contains("APPLIED  changes.killed  ALTER TABLE `changes`.`killed` DROP COLUMN w")
                    .contains("APPLY decided by ");
        }
    }

    /** What the status says of the change that has stopped a table, once it does. */
    private String stop(String table) {
        AtomicReference<String> line = new AtomicReference<>("");
        run.until("the status names the stop of " + table, () -> {
            pipeline.sluice("status")
                    .out()
                    .lines()
                    .filter(said -> said.contains("changes." + table + ": STOPPED_BY_SCHEMA_CHANGE"))
                    .forEach(line::set);
            return !line.get().isEmpty();
        });
        return line.get();
    }

    private void decide(String decision, String table) throws SQLException {
        try (Connection postgres = pipeline.postgres()) {
            String number = Sql.rows(
                            postgres, "SELECT max(id) FROM sluice.schema_change WHERE target_table = '" + table + "'")
                    .get(0);
            Exit decided = pipeline.sluice("schema-changes", decision, number);
            assertThat(decided.code()).as("%s", decided).isZero();
        }
    }

    private boolean isReloaded(String table) throws SQLException {
        try (Connection postgres = pipeline.postgres()) {
            return Sql.number(
                            postgres,
                            "SELECT count(*) FROM sluice.schema_change WHERE target_table = '" + table
                                    + "' AND state IN ('STOPPED', 'RELOAD_WANTED')")
                    == 0;
        }
    }

    @Test
    @Order(4)
    void aPolicyStopsATableUntilAPersonDecides() throws SQLException {
        try (Connection mysql = pipeline.mysql();
                Connection postgres = pipeline.postgres()) {
            Sql.execute(
                    mysql,
                    "TRUNCATE TABLE policed",
                    "INSERT INTO policed (id, a) VALUES (2, 2)",
                    "ALTER TABLE policed DROP COLUMN b, ADD COLUMN c INT",
                    "INSERT INTO policed VALUES (3, 3, 3)",
                    "INSERT INTO keyless VALUES (10, 10, 10)");
            run.until(
                    "the others go on",
                    () -> Sql.number(postgres, "SELECT count(*) FROM changes.keyless WHERE a = 10") == 1);
            assertThat(stop("policed")).contains("the policy 'drop-column: stop' holds it");
            assertThat(Sql.rows(postgres, "SELECT * FROM changes.policed ORDER BY id"))
                    .containsExactly("1|1|b", "2|2|b");
            decide("skip", "policed");
            run.until(
                    "the row behind it is there",
                    () -> Sql.number(postgres, "SELECT count(*) FROM changes.policed") == 3);
            assertThat(Sql.rows(postgres, "SELECT id, a, b, c FROM changes.policed ORDER BY id"))
                    .containsExactly("1|1|b|null", "2|2|b|null", "3|3|b|3");
            assertThat(pipeline.sluice("verify").err())
                    .contains(
                            "changes.policed is without schema change ",
                            "'TRUNCATE TABLE `changes`.`policed`' (IGNORED)");

            decide("reload", "policed");
            run.until("the table is MySQL's", () -> isReloaded("policed"));
            assertThat(Sql.rows(postgres, "SELECT * FROM changes.policed ORDER BY id"))
                    .containsExactly("2|2|null", "3|3|3");
        }
    }

    @Test
    @Order(5)
    void aDecisionIsCarriedOutByTheNextRun() throws SQLException {
        try (Connection mysql = pipeline.mysql();
                Connection postgres = pipeline.postgres()) {
            Sql.execute(mysql, "ALTER TABLE policed MODIFY a BIGINT", "INSERT INTO policed VALUES (4, 4, 4)");
            stop("policed");
            run.process().stop();
            decide("apply", "policed");
            run = Run.startStreaming(pipeline);
            run.until(
                    "the row behind it is there",
                    () -> Sql.number(postgres, "SELECT count(*) FROM changes.policed") == 3);
            assertThat(Sql.rows(postgres, """
                            SELECT data_type FROM information_schema.columns
                            WHERE table_name = 'policed' AND column_name = 'a'""")).containsExactly("bigint");

            Sql.execute(mysql, "ALTER TABLE policed DROP COLUMN c", "INSERT INTO policed VALUES (5, 5)");
            stop("policed");
            decide("reload", "policed");
            run.until("its rows are there", () -> isReloaded("policed"));
            assertThat(Sql.rows(postgres, "SELECT * FROM changes.policed ORDER BY id"))
                    .containsExactly("2|2", "3|3", "4|4", "5|5");
            assertThat(pipeline.sluice("verify").code()).isZero();
        }
    }

    /** Where nobody checks foreign keys MySQL takes one that its rows do not satisfy. */
    @Test
    @Order(6)
    void aForeignKeyThatRowsDoNotSatisfyIsTriedAgain() throws SQLException {
        try (Connection mysql = pipeline.mysql();
                Connection postgres = pipeline.postgres()) {
            Sql.execute(
                    mysql,
                    "CREATE TABLE orphan (id INT PRIMARY KEY, parent INT)",
                    "INSERT INTO orphan VALUES (1, 99)",
                    "SET SESSION foreign_key_checks = 0",
                    "ALTER TABLE orphan ADD CONSTRAINT orphan_fk FOREIGN KEY (parent) REFERENCES labels (id)",
                    "INSERT INTO orphan VALUES (2, 1)");
            run.until("PostgreSQL's sentence is shown", () -> Sql.rows(
                            postgres,
                            "SELECT state || ' ' || reason FROM sluice.schema_change WHERE target_table = 'orphan'")
                    .stream()
                    .anyMatch(change -> change.startsWith("KEYS_WANTED orphan_fk: ERROR: insert or update on table")));
            assertThat(Sql.number(postgres, "SELECT count(*) FROM changes.orphan"))
                    .isEqualTo(2);

            Sql.execute(mysql, "UPDATE orphan SET parent = 3 WHERE id = 1");
            run.until("it is valid", () -> Sql.number(postgres, """
                    SELECT count(*) FROM pg_constraint WHERE conname = 'orphan_fk' AND convalidated""") == 1);
            run.until("nothing is left to do", () -> Sql.number(postgres, """
                    SELECT count(*) FROM sluice.schema_change WHERE target_table = 'orphan' AND state <> 'APPLIED'""") == 0);
        }
    }
}
