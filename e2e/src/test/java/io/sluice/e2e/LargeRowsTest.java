package io.sluice.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Rows that are larger than {@code source.record-bytes-max} allows. */
class LargeRowsTest {

    private static final String DATABASE = "large_rows";
    private static final int LIMIT = 4 << 20;

    @Test
    void aRowThatIsTooLargeIsSetAsideAndStopsNothing() throws SQLException, IOException {
        try (TestPipeline pipeline = TestPipeline.create(PipelineText.of(DATABASE));
                Connection mysql = pipeline.mysql()) {
            limit(pipeline);
            Sql.execute(
                    mysql,
                    "CREATE TABLE files (id INT PRIMARY KEY, name VARCHAR(20), body LONGBLOB)",
                    "INSERT INTO files VALUES (1, 'first', 'x'), (2, 'too large', REPEAT('x', 5000000))",
                    "INSERT INTO files VALUES (3, 'as large as may be', REPEAT('x', 4100000))");
            Run run = Run.startStreaming(pipeline);
            Sql.execute(
                    mysql,
                    // Both images together are larger than a record.
                    "UPDATE files SET name = 'changed' WHERE id = 3",
                    "INSERT INTO files VALUES (4, 'too large', REPEAT('x', 20000000))",
                    "UPDATE files SET body = 'small' WHERE id = 2",
                    "DELETE FROM files WHERE id = 4",
                    "INSERT INTO files VALUES (5, 'too large', REPEAT('x', 5000000)), (6, 'last', '')");

            run.untilTarget(
                    "SELECT id, name, length(body) FROM " + DATABASE + ".files ORDER BY id",
                    "1|first|1",
                    "2|too large|5",
                    "3|changed|4100000",
                    "6|last|0");
            run.until("the dead letters are counted", () -> deadLetters(pipeline) == 3);
        }
    }

    private static void limit(TestPipeline pipeline) throws IOException {
        String text = Files.readString(pipeline.file());
        Files.writeString(pipeline.file(), text.replace("source:\n", "source:\n  record-bytes-max: " + LIMIT + "\n"));
    }

    private static long deadLetters(TestPipeline pipeline) {
        JsonNode tables = pipeline.sluice("status", "--json").json().get("tables");
        return StreamSupport.stream(tables.spliterator(), false)
                .mapToLong(table -> table.get("errors").asLong())
                .sum();
    }
}
