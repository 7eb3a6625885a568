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

/** Scripts in one pipeline, each with a database of its own, and what verification says at their end. */
record CaseRun(TestPipeline pipeline, Run run, JsonNode verification) implements AutoCloseable {

    static CaseRun of(List<CaseScript> scripts) throws SQLException {
        TestPipeline pipeline = TestPipeline.create(
                PipelineText.of(scripts.stream().map(CaseScript::database).toArray(String[]::new)));
        execute(pipeline, scripts, Part.BEFORE);
        Run first = Run.startStreaming(pipeline);
        execute(pipeline, scripts, Part.STREAM);
        // What is in the log by then is read before the end.
        assertThat(pipeline.sluice("verify").code()).isLessThan(2);
        first.process().stop();
        Run second = Run.startStreaming(pipeline);
        execute(pipeline, scripts, Part.RESTARTED);
        Exit verify = pipeline.sluice("verify", "--json");
        assertThat(verify.code())
                .as("%s %s", verify, second.process().printed())
                .isLessThan(2);
        return new CaseRun(pipeline, second, verify.json());
    }

    private static void execute(TestPipeline pipeline, List<CaseScript> scripts, Part part) throws SQLException {
        for (CaseScript script : scripts) {
            try (Connection mysql = pipeline.mysql()) {
                Sql.execute(mysql, "USE " + script.database());
                Sql.execute(mysql, script.of(part).toArray(String[]::new));
            }
        }
    }

    /** What a script wants to be the same is the same: its own queries' answers, or all its tables. */
    void requireSame(CaseScript script) throws SQLException {
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

    @Override
    public void close() throws SQLException {
        pipeline.close();
    }
}
