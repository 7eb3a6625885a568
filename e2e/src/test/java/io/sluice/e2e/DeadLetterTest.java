package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.control.status.StatusFile;
import io.sluice.control.topic.TopicWriter;
import io.sluice.core.pipeline.KafkaCluster;
import io.sluice.standalone.RunningPipeline;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** A value that cannot be carried over is a dead letter: counted, shown, replayed or discarded, and in nobody's way. */
class DeadLetterTest {

    private static final String TOO_LARGE = "9223372036854775808";

    @Test
    void aValueThatCannotBeConvertedStopsNothingElse() throws SQLException {
        PipelineText text = PipelineText.of("meters").rule("meters.readings.value", "unsigned-to-bigint");
        try (TestPipeline pipeline = TestPipeline.create(text);
                Connection mysql = pipeline.mysql()) {
            Sql.execute(
                    mysql,
                    "CREATE TABLE readings (id INT PRIMARY KEY, value BIGINT UNSIGNED NOT NULL)",
                    "INSERT INTO readings VALUES (1, 10), (2, " + TOO_LARGE + "), (3, 30)");
            Run run = Run.startStreaming(pipeline);
            run.untilTarget("SELECT * FROM meters.readings ORDER BY id", "1|10", "3|30");

            Sql.execute(
                    mysql,
                    "INSERT INTO readings VALUES (4, 40), (5, " + TOO_LARGE + "), (6, 60)",
                    "UPDATE readings SET value = " + TOO_LARGE + " WHERE id = 1",
                    "UPDATE readings SET value = 31 WHERE id = 3");
            run.untilTarget("SELECT * FROM meters.readings ORDER BY id", "1|10", "3|31", "4|40", "6|60");

            run.until("status counts them", () -> letters(pipeline.sluice("status", "--json")) == 3);
            assertThat(pipeline.sluice("status").out())
                    .containsPattern(
                            "meters: STREAMING for \\d+ .*s, \\d+ changes/s".replace("meters", pipeline.name()))
                    .containsPattern("meters.readings +3  VALUE_UNMAPPABLE: column value: ")
                    .doesNotContain(TOO_LARGE);
            theirRowsDiffer(pipeline.sluice("verify", "--json"));
            theyAreListedAndShown(pipeline);
            theyAreReplayed(run, mysql);

            // Discarded, its row still differs; the letters of rows that are equal by now are settled.
            Sql.execute(mysql, "UPDATE readings SET value = 7 WHERE id IN (1, 2)");
            long ofFive = number(pipeline, "{\"id\":5}");
            assertThat(letters(pipeline, "discard", Long.toString(ofFive)).code())
                    .isZero();
            JsonNode verified = pipeline.sluice("verify", "--json").json();
            assertThat(verified.get("deadLetters").asLong()).isZero();
            assertThat(verified.get("differences").asLong()).isEqualTo(1);
            assertThat(verified.get("equal").asBoolean()).isFalse();

            Sql.execute(mysql, "UPDATE readings SET value = 7 WHERE id = 5");
            Exit equal = pipeline.sluice("verify", "--json");
            assertThat(equal.code()).as(equal.toString()).isZero();
            assertThat(letters(pipeline, "show", Long.toString(ofFive)).out()).contains("DISCARDED since");
        }
    }

    private static void theyAreListedAndShown(TestPipeline pipeline) {
        JsonNode letters = letters(pipeline, "list", "--table", "meters.readings", "--json")
                .json()
                .get("letters");
        assertThat(letters)
                .extracting(letter -> letter.get("key").toString())
                .containsExactlyInAnyOrder("{\"id\":1}", "{\"id\":2}", "{\"id\":5}");
        assertThat(letters).extracting(letter -> letter.get("table").asText()).containsOnly("meters.readings");
        assertThat(letters)
                .extracting(letter -> letter.get("reasonClass").asText())
                .containsOnly("VALUE_UNMAPPABLE");
        assertThat(letters(pipeline, "list", "--reason", "constraint").out()).contains("no open dead letters");
        for (JsonNode letter : letters) {
            JsonNode shown = letters(pipeline, "show", letter.get("id").asText(), "--json")
                    .json();
            assertThat(shown.get("letter")).isEqualTo(letter);
            JsonNode values = shown.get("original").get("values");
            assertThat(values.get("id").asText())
                    .isEqualTo(letter.get("key").get("id").asText());
            assertThat(values.get("value").asText()).isEqualTo(TOO_LARGE);
        }
    }

    /** One whose cause is still there, two that PostgreSQL refused: a value, and a deletion. */
    private static void theyAreReplayed(Run run, Connection mysql) throws SQLException {
        TestPipeline pipeline = run.pipeline();
        long ofTwo = number(pipeline, "{\"id\":2}");
        Exit again = letters(pipeline, "replay", Long.toString(ofTwo), "--json");
        assertThat(again.code()).as(again.toString()).isEqualTo(1);
        assertThat(again.json().at("/tables/0/refused").asInt())
                .as(again.toString())
                .isEqualTo(1);
        assertThat(number(pipeline, "{\"id\":2}")).isGreaterThan(ofTwo);

        try (Connection postgres = pipeline.postgres()) {
            Sql.execute(
                    postgres,
                    "ALTER TABLE meters.readings ADD CONSTRAINT small CHECK (value < 100)",
                    "CREATE FUNCTION meters.refuse() RETURNS trigger LANGUAGE plpgsql AS"
                            + " $$ BEGIN RAISE EXCEPTION 'kept' USING ERRCODE = '23001'; END $$",
                    "CREATE TRIGGER kept BEFORE DELETE ON meters.readings FOR EACH ROW EXECUTE FUNCTION meters.refuse()",
                    "ALTER TABLE meters.readings ENABLE ALWAYS TRIGGER kept");
            Sql.execute(mysql, "INSERT INTO readings VALUES (7, 100), (8, 80)", "DELETE FROM readings WHERE id = 3");
            run.untilTarget("SELECT value FROM meters.readings WHERE id = 8", "80");
            run.until("status counts them", () -> letters(pipeline.sluice("status", "--json")) == 5);
            assertThat(letters(pipeline, "list", "--reason", "constraint", "--json")
                            .json()
                            .get("letters"))
                    .extracting(letter -> letter.get("key").toString()
                            + letter.get("constraint").asText())
                    .containsExactlyInAnyOrder("{\"id\":3}null", "{\"id\":7}small");
            Sql.execute(
                    postgres,
                    "ALTER TABLE meters.readings DROP CONSTRAINT small",
                    "DROP TRIGGER kept ON meters.readings");
            Exit replayed = letters(pipeline, "replay", "--table", "meters.readings", "--json");
            JsonNode table = replayed.json().at("/tables/0");
            assertThat(table.get("refused").asInt()).as(replayed.toString()).isEqualTo(3);
            assertThat(table.get("rows").asInt()).isEqualTo(4);
            assertThat(table.get("removed").asInt()).isEqualTo(1);
            assertThat(Sql.rows(postgres, "SELECT * FROM meters.readings ORDER BY id"))
                    .containsExactly("1|10", "4|40", "6|60", "7|100", "8|80");
            assertThat(letters(pipeline.sluice("status", "--json"))).isEqualTo(3);
        }
    }

    private static Exit letters(TestPipeline pipeline, String... arguments) {
        return pipeline.sluice("dead-letters", arguments);
    }

    /** The number of the open letter of a row. */
    private static long number(TestPipeline pipeline, String key) {
        JsonNode letters = letters(pipeline, "list", "--json").json().get("letters");
        return StreamSupport.stream(letters.spliterator(), false)
                .filter(letter -> letter.get("key").toString().equals(key))
                .mapToLong(letter -> letter.get("id").asLong())
                .max()
                .orElseThrow();
    }

    /**
     * Past the limit a table is stopped where its records fail, in the load and in the stream, and nothing else; accepted, it
     * goes on from there.
     */
    @Test
    void aFloodStopsItsTableUntilItIsAccepted() throws SQLException, IOException, InterruptedException {
        PipelineText text = PipelineText.of("plant")
                .rule("plant.stock.value", "unsigned-to-bigint")
                .rule("plant.readings.value", "unsigned-to-bigint");
        try (TestPipeline pipeline = limited(text);
                Connection mysql = pipeline.mysql();
                Connection postgres = pipeline.postgres()) {
            Sql.execute(
                    mysql,
                    "CREATE TABLE stock (id INT PRIMARY KEY, value BIGINT UNSIGNED NOT NULL)",
                    "CREATE TABLE readings (id INT PRIMARY KEY, value BIGINT UNSIGNED NOT NULL)",
                    "CREATE TABLE gauges (id INT PRIMARY KEY, value INT NOT NULL)",
                    "CREATE TABLE valves (id INT PRIMARY KEY)",
                    flood("stock", TOO_LARGE, 50),
                    "INSERT INTO stock VALUES (1, 10)",
                    "INSERT INTO readings VALUES (1, 10)",
                    "INSERT INTO gauges VALUES (1, 10)",
                    "INSERT INTO valves VALUES (6)");
            stopInTheLoad(pipeline);
            Run run = new Run(pipeline, pipeline.start("run", "--accept-dead-letters", "plant.stock"));
            run.until("it streams", () -> run.process().printed().contains("STREAMING"));
            assertThat(Sql.rows(postgres, "SELECT * FROM plant.stock")).containsExactly("1|10");

            stopInTheStream(pipeline, run, mysql);
            Exit accepted = pipeline.sluice(
                    "run",
                    "--until-synced",
                    "--accept-dead-letters",
                    "plant.readings",
                    "--accept-dead-letters",
                    "plant.gauges");
            assertThat(accepted.code()).as(accepted.toString()).isZero();
            assertThat(Sql.rows(postgres, "SELECT * FROM plant.readings ORDER BY id"))
                    .containsExactly("1|10", "2|20");
            assertThat(Sql.rows(postgres, "SELECT * FROM plant.gauges ORDER BY id"))
                    .containsExactly("1|10", "2|20");
            assertThat(pipeline.sluice("status", "--json")
                            .json()
                            .get("deadLetters")
                            .asLong())
                    .isEqualTo(50 + 50 + 3 + 30);
        }
    }

    private static void stopInTheLoad(TestPipeline pipeline) throws SQLException {
        Run run = Run.start(pipeline);
        untilStopped(run, 1);
        run.untilTarget("SELECT id FROM plant.valves", "6");
        run.process().stop();
    }

    private static void stopInTheStream(TestPipeline pipeline, Run run, Connection mysql)
            throws SQLException, InterruptedException {
        Sql.execute(mysql, flood("readings", TOO_LARGE, 50), "INSERT INTO readings VALUES (2, 20)");
        floodTheSink(pipeline, mysql);
        untilStopped(run, 2);
        Sql.execute(mysql, "INSERT INTO valves VALUES (7)");
        run.untilTarget("SELECT id FROM plant.valves ORDER BY id", "6", "7");
        run.untilTarget("SELECT id FROM plant.readings", "1");
        run.untilTarget("SELECT id FROM plant.gauges", "1");
        assertThat(pipeline.sluice("status").out())
                .contains("plant.readings is stopped since")
                .contains("plant.gauges is stopped since")
                .contains("more than 5 dead letters in a minute, the last because: ERROR: new row for relation")
                .contains("--accept-dead-letters plant.gauges")
                .doesNotContain("plant.stock is stopped");
        Exit verify = pipeline.sluice("verify");
        assertThat(verify.code()).as(verify.toString()).isEqualTo(1);
        assertThat(verify.err()).contains("plant.readings is stopped since");
        run.process().stop();
    }

    private static void untilStopped(Run run, int tables) {
        StatusFile status = new StatusFile(run.pipeline().dataDirectory());
        run.until("the run says so", () -> status.read()
                .filter(read -> read.stopped().size() == tables
                        && read.stopped().stream()
                                .allMatch(table -> table.reason().startsWith("more than 5 dead letters")))
                .isPresent());
    }

    /** A pipeline whose tables may make five dead letters in a minute. */
    private static TestPipeline limited(PipelineText text) throws SQLException, IOException {
        TestPipeline pipeline = TestPipeline.create(text);
        Files.writeString(pipeline.file(), "dead-letters: {per-minute-max: 5}\n", StandardOpenOption.APPEND);
        return pipeline;
    }

    /** Three records that no converter reads, and then 30 that PostgreSQL refuses. */
    private static void floodTheSink(TestPipeline pipeline, Connection mysql)
            throws SQLException, InterruptedException {
        try (Connection postgres = pipeline.postgres()) {
            Sql.execute(postgres, "ALTER TABLE plant.gauges ADD CHECK (value < 100)");
        }
        KafkaCluster kafka = RunningPipeline.find(pipeline.dataDirectory())
                .orElseThrow()
                .servers()
                .kafka();
        for (int i = 0; i < 3; i++) {
            byte[] odd = ("odd " + i).getBytes(StandardCharsets.UTF_8);
            new TopicWriter(kafka).write(pipeline.name() + ".postgres.plant.gauges", odd, odd, "what is no row");
        }
        Sql.execute(mysql, flood("gauges", "100", 30), "INSERT INTO gauges VALUES (2, 20)");
    }

    private static String flood(String table, String value, int rows) {
        return IntStream.range(0, rows)
                .mapToObj(row -> "(%d, %s)".formatted(100 + row, value))
                .collect(Collectors.joining(", ", "INSERT INTO " + table + " VALUES ", ""));
    }

    private static long letters(Exit status) {
        assertThat(status.code()).as(status.toString()).isZero();
        JsonNode table = status.json().get("tables").get(0);
        assertThat(table.get("errors")).isEqualTo(status.json().get("deadLetters"));
        return table.get("errors").asLong();
    }

    private static void theirRowsDiffer(Exit verify) {
        assertThat(verify.code()).as(verify.toString()).isEqualTo(1);
        assertThat(verify.json().get("deadLetters").asLong()).isEqualTo(3);
        assertThat(verify.json().get("differences").asLong()).isEqualTo(3);
        assertThat(verify.out()).contains(TOO_LARGE);
        assertThat(verify.json().get("reasons").get(0).asText())
                .startsWith("3 open dead letters in topic ")
                .contains(".dead-letters (meters.readings: 3)");
    }
}
