package io.sluice.e2e.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.e2e.Exit;
import io.sluice.e2e.PipelineText;
import io.sluice.e2e.Run;
import io.sluice.e2e.Sql;
import io.sluice.e2e.TestPipeline;
import io.sluice.e2e.cases.CaseScript.Part;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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

/** All scripts in one pipeline, each with a database of its own: what one of them does must not stop the others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CasesTest {

    private static final List<CaseScript> CASES = List.of(
            CaseScript.read("case_refused", "statements-the-parser-refuses"),
            CaseScript.read("case_altered", "columns-added-renamed-dropped"),
            CaseScript.read("case_rekeyed", "key-widened-partition-truncated"),
            CaseScript.read("case_ansi", "ansi-quotes-and-tables-from-selects"),
            CaseScript.read("case_keys", "primary-keys-of-every-type"),
            CaseScript.read("case_text", "rare-character-sets"),
            CaseScript.read("case_cleaned", "names-equal-after-cleaning"),
            CaseScript.read("case_columns", "postgres-system-column-names"),
            CaseScript.read("case_shared", "names-shared-between-tables-types-indexes"),
            CaseScript.read("case_wide", "very-wide-tables"),
            CaseScript.read("case_engines", "other-storage-engines"),
            CaseScript.read("case_large", "events-around-16-megabytes"));

    private TestPipeline pipeline;
    private Run run;
    private JsonNode verification;

    @BeforeAll
    void runAll() throws SQLException {
        pipeline = TestPipeline.create(
                PipelineText.of(CASES.stream().map(CaseScript::database).toArray(String[]::new)));
        executeAll(Part.BEFORE);
        run = Run.startStreaming(pipeline);
        executeAll(Part.STREAM);
        // What is in the log by then is read before the end.
        assertThat(pipeline.sluice("verify").code()).isLessThan(2);
        run.process().stop();
        run = Run.startStreaming(pipeline);
        executeAll(Part.RESTARTED);
        Exit verify = pipeline.sluice("verify", "--json");
        assertThat(verify.code()).as("%s %s", verify, run.process().printed()).isLessThan(2);
        verification = verify.json();
    }

    private void executeAll(Part part) throws SQLException {
        for (CaseScript script : CASES) {
            try (Connection mysql = pipeline.mysql()) {
                Sql.execute(mysql, "USE " + script.database());
                Sql.execute(mysql, script.of(part).toArray(String[]::new));
            }
        }
    }

    @AfterAll
    void stop() throws SQLException {
        pipeline.close();
    }

    static Stream<CaseScript> cases() {
        return CASES.stream();
    }

    @Order(1)
    @ParameterizedTest
    @MethodSource("cases")
    void mySqlsRowsArePostgres(CaseScript script) throws SQLException {
        if (script.of(Part.SAME).isEmpty()) {
            assertThat(differences(script.database())).isEmpty();
            return;
        }
        try (Connection mysql = pipeline.mysql();
                Connection postgres = pipeline.postgres()) {
            Sql.execute(mysql, "USE " + script.database(), "SET SESSION sql_mode = 'ANSI_QUOTES'");
            Sql.execute(postgres, "SET search_path = " + script.database());
            for (String query : script.of(Part.SAME)) {
                assertThat(Sql.rows(postgres, query)).as(query).isEqualTo(Sql.rows(mysql, query));
            }
        }
    }

    private List<String> differences(String database) {
        List<String> tables = new ArrayList<>();
        for (JsonNode table : verification.get("tables")) {
            boolean equal = table.get("differences").asLong() == 0
                    && table.get("setAside").asLong() == 0;
            if (table.get("source").asText().startsWith(database + ".") && !equal) {
                tables.add(table.toString());
            }
        }
        return tables;
    }

    @Test
    @Order(1)
    void aTableThatHoldsNoRowsItselfIsNotMadeInPostgres() throws SQLException {
        try (Connection postgres = pipeline.postgres()) {
            assertThat(Sql.rows(
                            postgres,
                            "SELECT table_name FROM information_schema.tables"
                                    + " WHERE table_schema = 'case_engines' ORDER BY 1"))
                    .isEqualTo(List.of("arc_t", "csv_t", "inno", "mem_t", "my_seq", "my_t", "part_1", "part_2"));
        }
    }

    /** The pipeline has been away, and MySQL's catalogue is ahead of the rows whose structure the parser does not find. */
    @Test
    @Order(2)
    void rowsThatFitNoKnownStructureStopTheSourceWithASentence() throws SQLException {
        run.process().stop();
        try (Connection mysql = pipeline.mysql()) {
            Sql.execute(
                    mysql,
                    "USE case_refused",
                    "ALTER TABLE settings ADD COLUMN url TEXT, ADD COLUMN manual INT",
                    "INSERT INTO settings VALUES (2, 'off', 3, 'u', 4)",
                    "ALTER TABLE settings DROP COLUMN manual");
        }
        Run again = Run.start(pipeline);
        again.until("the log names the cause", () -> Files.readString(
                        pipeline.dataDirectory().resolve("logs/sluice.log"))
                .matches("(?s).*The rows of case_refused.settings at binlog[.0-9:]+ have 5 columns that fit neither.*"
                        + "ALTER TABLE `case_refused`.`settings` ADD COLUMN url TEXT, ADD COLUMN manual INT.*"
                        + "begin with a new snapshot.*"));
    }
}
