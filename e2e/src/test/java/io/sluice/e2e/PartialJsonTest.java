package io.sluice.e2e;

import java.nio.file.Files;
import java.sql.Connection;
import org.junit.jupiter.api.Test;

/** A session may log parts of JSON values where the server does not: such an update is not lost without a word. */
class PartialJsonTest {

    @Test
    void stopsTheSource() throws Exception {
        try (TestPipeline pipeline = TestPipeline.create(PipelineText.of("papers"));
                Connection mysql = pipeline.mysql()) {
            Sql.execute(
                    mysql,
                    "CREATE TABLE notes (id INT PRIMARY KEY, doc JSON)",
                    "INSERT INTO notes VALUES (1, '{\"a\": \"a text that is long enough to be worth it\", \"b\": 1}')");
            Run run = Run.startStreaming(pipeline);
            Sql.execute(
                    mysql,
                    "SET SESSION binlog_row_value_options = 'PARTIAL_JSON'",
                    "UPDATE notes SET doc = JSON_SET(doc, '$.b', 2) WHERE id = 1");
            run.until("the log names the cause", () -> Files.readString(
                            pipeline.dataDirectory().resolve("logs/sluice.log"))
                    .contains("only a part of the JSON in an update of papers.notes"));
        }
    }
}
