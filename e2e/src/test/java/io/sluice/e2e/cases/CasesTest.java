package io.sluice.e2e.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.e2e.Run;
import io.sluice.e2e.Sql;
import io.sluice.e2e.TestPipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
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
            CaseScript.read("case_ansi", "ansi-quotes-and-tables-from-selects"),
            CaseScript.read("case_keys", "primary-keys-of-every-type"),
            CaseScript.read("case_text", "rare-character-sets"),
            CaseScript.read("case_cleaned", "names-equal-after-cleaning"),
            CaseScript.read("case_columns", "postgres-system-column-names"),
            CaseScript.read("case_shared", "names-shared-between-tables-types-indexes"),
            CaseScript.read("case_wide", "very-wide-tables"),
            CaseScript.read("case_engines", "other-storage-engines"),
            CaseScript.read("case_large", "events-around-16-megabytes"));

    private CaseRun cases;

    @BeforeAll
    void runAll() throws SQLException {
        cases = CaseRun.of(CASES);
    }

    @AfterAll
    void stop() throws SQLException {
        cases.close();
    }

    static Stream<CaseScript> cases() {
        return CASES.stream();
    }

    @Order(1)
    @ParameterizedTest
    @MethodSource("cases")
    void mySqlsRowsArePostgres(CaseScript script) throws SQLException {
        cases.requireSame(script);
    }

    @Test
    @Order(1)
    void aTableThatHoldsNoRowsItselfIsNotMadeInPostgres() throws SQLException {
        try (Connection postgres = cases.pipeline().postgres()) {
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
    void rowsThatFitNoKnownStructureArePassedOverAndTheTableReloaded() throws SQLException, IOException {
        TestPipeline pipeline = cases.pipeline();
        cases.run().process().stop();
        try (Connection mysql = pipeline.mysql()) {
            Sql.execute(
                    mysql,
                    "USE case_refused",
                    "ALTER TABLE settings ADD COLUMN url TEXT, ADD COLUMN manual INT",
                    "INSERT INTO settings VALUES (2, 'off', 3, 'u', 4)",
                    "ALTER TABLE settings DROP COLUMN manual");
        }
        Run again = Run.start(pipeline);
        try (Connection postgres = pipeline.postgres()) {
            String rows = "SELECT to_jsonb(s) FROM case_refused.settings s ORDER BY id";
            again.until("the rows are there", () -> Sql.rows(postgres, rows)
                    .equals(List.of(
                            "{\"id\": 1, \"url\": null, \"auto\": \"on\", \"parallel\": 2}",
                            "{\"id\": 2, \"url\": \"u\", \"auto\": \"off\", \"parallel\": 3}")));
        }
        assertThat(Files.readString(pipeline.dataDirectory().resolve("logs/sluice.log")))
                .matches("(?s).*The rows of case_refused.settings at binlog[.0-9:]+ have 5 columns that fit neither.*");
    }
}
