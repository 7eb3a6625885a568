package io.sluice.e2e.cases;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.e2e.Exit;
import io.sluice.e2e.PipelineText;
import io.sluice.e2e.Run;
import io.sluice.e2e.Sql;
import io.sluice.e2e.TestPipeline;
import io.sluice.e2e.cases.CaseScript.Part;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All scripts in one pipeline, each with a database of its own: what one of them does must not stop the others. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CasesTest {

    private static final List<CaseScript> CASES = List.of(
            CaseScript.read("case_keys", "primary-keys-of-every-type"),
            CaseScript.read("case_text", "rare-character-sets"));

    private TestPipeline pipeline;
    private JsonNode verification;

    @BeforeAll
    void runAll() throws SQLException {
        pipeline = TestPipeline.create(
                PipelineText.of(CASES.stream().map(CaseScript::database).toArray(String[]::new)));
        executeAll(Part.BEFORE);
        Run run = Run.startStreaming(pipeline);
        executeAll(Part.STREAM);
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
}
