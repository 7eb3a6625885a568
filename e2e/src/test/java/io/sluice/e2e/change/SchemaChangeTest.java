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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of statement, while one pipeline streams: both sides end equal, and no record is a dead letter. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SchemaChangeTest {

    private static final String DATABASE = "changes";

    private TestPipeline pipeline;
    private Run run;
    private JsonNode verification;
    private JsonNode changes;

    static Stream<ChangeCase> cases() {
        return ChangeCase.all().stream();
    }

    @BeforeAll
    void runAll() throws SQLException {
        pipeline = TestPipeline.create(PipelineText.of(DATABASE));
        try (Connection mysql = pipeline.mysql()) {
            for (ChangeCase each : ChangeCase.all()) {
                Sql.execute(mysql, each.before().toArray(String[]::new));
            }
            run = Run.startStreaming(pipeline);
            for (ChangeCase each : ChangeCase.all()) {
                Sql.execute(mysql, each.stream().toArray(String[]::new));
            }
        }
        Exit verify = pipeline.sluice("verify", "--json");
        assertThat(verify.code()).as("%s %s", verify, run.process().printed()).isLessThan(2);
        verification = verify.json();
        changes = pipeline.sluice("schema-changes", "list", "--json").json().get("changes");
    }

    @AfterAll
    void stop() throws SQLException {
        pipeline.close();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void mySqlsTablesArePostgres(ChangeCase changeCase) {
        List<String> different = new ArrayList<>();
        for (JsonNode table : verification.get("tables")) {
            boolean equal = table.get("differences").asLong() == 0
                    && table.get("setAside").asLong() == 0;
            if (table.get("source").asText().startsWith(DATABASE + "." + changeCase.name()) && !equal) {
                different.add(table.toString());
            }
        }
        assertThat(different).as("%s", changesOf(changeCase)).isEmpty();
    }

    private List<String> changesOf(ChangeCase changeCase) {
        List<String> found = new ArrayList<>();
        for (JsonNode change : changes) {
            if (change.get("table").asText().startsWith(DATABASE + "." + changeCase.name())) {
                found.add(change.toPrettyString());
            }
        }
        return found;
    }

    @Test
    void noTableIsThereThatMySqlDoesNotHave() {
        assertThat(verification.toString()).as(verification.toPrettyString()).doesNotContain("tables_gone");
        assertThat(run.process().isAlive()).isTrue();
    }
}
