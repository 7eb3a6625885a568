package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** All characters of every character set that MySQL has, by snapshot and by stream: its own conversion is the judge. */
class CharacterSetsTest {

    private static final int STREAMED = 1_000;

    /** A row for each 256 characters, of those that a conversion there and back leaves what they are. */
    private static final String FILL = """
            INSERT INTO texts (id, c_%1$s)
            WITH RECURSIVE byte (value) AS (SELECT 0 UNION ALL SELECT value + 1 FROM byte WHERE value < 255),
              letter (part, code, text) AS (
                SELECT a.value, b.value, CHAR(a.value * 256 + b.value USING utf32) FROM byte AS a, byte AS b
                WHERE a.value NOT BETWEEN 0xD8 AND 0xDF AND a.value + b.value > 0
                UNION ALL SELECT 256, 0, CHAR(0x1F600 USING utf32)
                UNION ALL SELECT 256, 1, CHAR(0x10FFFF USING utf32))
            SELECT part, GROUP_CONCAT(CONVERT(text USING %1$s) ORDER BY code SEPARATOR '') FROM letter
            WHERE CONVERT(CONVERT(text USING %1$s) USING utf32) = text COLLATE utf32_bin GROUP BY part
            ON DUPLICATE KEY UPDATE c_%1$s = VALUES(c_%1$s)""";

    @Test
    void arriveByEveryWay() throws SQLException {
        try (TestPipeline pipeline = TestPipeline.create(PipelineText.of("charsets"));
                Connection mysql = pipeline.mysql();
                Connection postgres = pipeline.postgres()) {
            List<String> charsets = Sql.rows(
                    mysql,
                    "SELECT character_set_name FROM information_schema.character_sets"
                            + " WHERE character_set_name <> 'binary' ORDER BY 1");
            assertThat(charsets).hasSizeGreaterThanOrEqualTo(40);
            create(mysql, charsets);

            Run run = Run.startStreaming(pipeline);
            String columns = columns(charsets, "c_%s");
            Sql.execute(
                    mysql,
                    "INSERT INTO texts (id, " + columns + ") SELECT id + " + STREAMED + ", " + columns + " FROM texts");
            Exit verify = pipeline.sluice("verify");
            assertThat(verify.code())
                    .as("%s %s", verify, run.process().printed())
                    .isZero();
            assertThat(Sql.rows(postgres, "SELECT id, " + columns + " FROM charsets.texts ORDER BY id"))
                    .isEqualTo(Sql.rows(
                            mysql,
                            "SELECT id, " + columns(charsets, "CONVERT(c_%s USING utf8mb4)")
                                    + " FROM texts ORDER BY id"));
        }
    }

    private static void create(Connection mysql, List<String> charsets) throws SQLException {
        Sql.execute(
                mysql,
                "SET SESSION group_concat_max_len = 100000",
                "CREATE TABLE texts (id INT PRIMARY KEY, " + columns(charsets, "c_%1$s TEXT CHARACTER SET %1$s") + ")");
        for (String charset : charsets) {
            Sql.execute(mysql, FILL.formatted(charset));
        }
    }

    private static String columns(List<String> charsets, String each) {
        return charsets.stream().map(each::formatted).collect(Collectors.joining(", "));
    }
}
