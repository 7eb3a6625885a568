package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Values that Java, Debezium or PostgreSQL have no form for arrive as the policies say, by snapshot as by stream. */
class AwkwardValuesTest {

    private static final String TABLE = """
            CREATE TABLE %s (id INT PRIMARY KEY,
              d DATE, dn DATE NOT NULL, at0 DATETIME, at6 DATETIME(6) NOT NULL, ts0 TIMESTAMP NULL, ts3 TIMESTAMP(3) NOT NULL,
              y YEAR, span TIME(6), e ENUM('a', 'b,c', 'd\\\\e'), s SET('x', 'y''', 'z\\\\'), name VARCHAR(40), doc JSON,
              cp1252 VARCHAR(9) CHARACTER SET latin1, asian VARCHAR(9) CHARACTER SET sjis, mainland VARCHAR(9) CHARACTER SET gbk,
              russian VARCHAR(9) CHARACTER SET koi8r, wide VARCHAR(9) CHARACTER SET ucs2, bin BINARY(4), bits BIT(64),
              real8 DOUBLE, place GEOMETRY)""";

    /** Beside what is awkward: what Debezium gets wrong, or gets right by another way in each of its two ways. */
    private static final List<String> ROWS = List.of("""
            '0000-00-00', '0000-00-00', '0000-00-00 00:00:00', '0000-00-00 00:00:00', '0000-00-00 00:00:00',
            '0000-00-00 00:00:00', 0, '-838:59:59', '', '', 'a\\0b', '{"\\\\u0000": "\\\\u0000"}', x'8081', x'8540', '中文',
            'мир', 'w', x'01', b'1', -0.0, ST_GeomFromText('POINT(10 20)', 4326)""", """
            '2010-05-00', '2010-02-31', '2010-00-00 10:11:12', '2010-05-00 10:11:12.123456', '2024-10-27 01:30:00',
            '2024-03-31 02:30:00.5', 1901, '838:59:58.999999', 'b,c', 'x,z\\\\', '\\0bytes:00', JSON_OBJECT('d', CAST('2015-01-15' AS DATE),
              't', CAST('-00:30:00.5' AS TIME(6)), 'at', CAST('2015-01-15 23:24:25.12' AS DATETIME(2)), 'n', CAST(1.10 AS DECIMAL(5,2)),
              'big', 18446744073709551615, 'bin', CAST('x' AS BINARY), 'doubles', JSON_ARRAY(1e0, 1e14, 1e15, 1.5e20, 1e-14, 1.5e-15,
              1e-16, -2.5e-300, 0.1, 123456789012345678e0, 5e-324)),
            '€é', '表', '€', 'Ё', 'ä', x'01020300', b'1000000000000000000000000000000000000000000000000000000000000000', 5e-324,
            ST_GeomFromText('LINESTRING(0 0, 1 1)')""", """
            '0000-01-01', '9999-12-31', '0001-01-01 00:00:00', '9999-12-31 23:59:59.999999', '1970-01-01 00:00:01',
            '2038-01-19 03:14:07.499', 2155, '-00:00:00.000001', 'd\\\\e', 'y''', '', 'null', '', '', '', '', '', x'', b'0',
            1.7976931348623157e308, ST_GeomFromText('GEOMETRYCOLLECTION EMPTY')""", """
            NULL, '2024-02-29', NULL, '1000-01-01 00:00:00', NULL, '1999-12-31 23:59:59.999', NULL, NULL, NULL, NULL, NULL,
            NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL""");

    private static final String COLUMNS =
            "d, dn, at0, at6, ts0, ts3, y, span, e, s, name, doc, cp1252, asian, mainland, russian,"
                    + " wide, bin, bits, real8, place";

    @Test
    void arriveAlikeBySnapshotAndByStream() throws Exception {
        PipelineText text = new PipelineText(
                List.of("odd"),
                List.of(),
                List.of(
                        "{table: odd.replaced, policies: {zero-dates: replace, nul-characters: replace, invalid-bytes: replace,"
                                + " enum-empty: label, json: json}}",
                        "{table: odd.emptied, policies: {zero-dates: 'null', nul-characters: strip, invalid-bytes: replace,"
                                + " enum-empty: 'null'}}"),
                Map.of());
        try (TestPipeline pipeline = TestPipeline.create(text);
                Connection mysql = pipeline.mysql();
                Connection postgres = pipeline.postgres()) {
            Sql.execute(
                    mysql,
                    "SET SESSION sql_mode = 'ALLOW_INVALID_DATES', time_zone = '+00:00', character_set_connection = 'utf8mb4'");
            for (String table : List.of("replaced", "emptied", "refused")) {
                Sql.execute(mysql, TABLE.formatted(table));
                insert(mysql, table, 0);
            }
            Run run = Run.startStreaming(pipeline);
            for (String table : List.of("replaced", "emptied", "refused")) {
                insert(mysql, table, 10);
            }

            for (String table : List.of("replaced", "emptied", "refused")) {
                String rows = table.equals("refused") ? "4" : "8";
                run.untilTarget("SELECT count(*) FROM odd." + table, rows);
                assertThat(rows(postgres, table, "id > 10")).as(table).isEqualTo(rows(postgres, table, "id < 10"));
            }
            replacedAsChosen(postgres);
            emptiedAsChosen(postgres);
            run.until("status lists what was done", () -> policies(pipeline)
                    .anyMatch(line -> line.equals("odd.refused d zero-dates dead-letter 4")));
            assertThat(policies(pipeline))
                    .contains(
                            "odd.replaced d zero-dates replace 4",
                            "odd.emptied ts3 zero-dates null 2",
                            "odd.replaced asian invalid-bytes replace 2",
                            "odd.emptied name nul-characters strip 4",
                            "odd.emptied e enum-empty null 2");
            Exit verify = pipeline.sluice("verify", "--json");
            assertThat(verify.code()).as(verify.toString()).isZero();
            assertThat(verify.json().get("setAside").asLong()).isEqualTo(4);
        }
    }

    private static void insert(Connection mysql, String table, int from) throws SQLException {
        for (int i = 0; i < ROWS.size(); i++) {
            Sql.execute(mysql, "INSERT INTO " + table + " VALUES (" + (from + i + 1) + ", " + ROWS.get(i) + ")");
        }
    }

    private static List<String> rows(Connection postgres, String table, String which) throws SQLException {
        return Sql.rows(postgres, "SELECT " + COLUMNS + " FROM odd." + table + " WHERE " + which + " ORDER BY id");
    }

    private static void replacedAsChosen(Connection postgres) throws SQLException {
        Sql.execute(postgres, "SET TIME ZONE 'UTC'");
        assertThat(Sql.rows(
                        postgres,
                        "SELECT d, dn, at0, at6, ts0, ts3, y, span FROM odd.replaced WHERE id > 10 ORDER BY id"))
                .containsExactly(
                        "0001-01-01|0001-01-01|0001-01-01 00:00:00|0001-01-01 00:00:00|0001-01-01 00:00:00+00|0001-01-01 00:00:00+00|0|-838:59:59",
                        "2010-05-01|2010-02-01|2010-01-01 10:11:12|2010-05-01 10:11:12.123456|2024-10-27 01:30:00+00|2024-03-31 02:30:00.5+00|1901|838:59:58.999999",
                        "0001-01-01 BC|9999-12-31|0001-01-01 00:00:00|9999-12-31 23:59:59.999999|1970-01-01 00:00:01+00|2038-01-19 03:14:07.499+00|2155|-00:00:00.000001",
                        "null|2024-02-29|null|1000-01-01 00:00:00|null|1999-12-31 23:59:59.999+00|null|null");
        assertThat(
                        Sql.rows(
                                postgres,
                                "SELECT e, s, name, cp1252, asian, mainland, russian, wide, bin, bits FROM odd.replaced WHERE id > 10 ORDER BY id"))
                .containsExactly(
                        "|{}|a\ufffdb|€\u0081|\ufffd@|中文|мир|w|\\x01000000|" + "0".repeat(63) + "1",
                        "b,c|{x,\"z\\\\\"}|\ufffdbytes:00|€é|表|?|Ё|ä|\\x01020300|1" + "0".repeat(63),
                        "d\\e|{y'}|||||||\\x00000000|" + "0".repeat(64),
                        "null|null|null|null|null|null|null|null|null|null");
        assertThat(Sql.rows(postgres, "SELECT doc FROM odd.replaced WHERE id = 2"))
                .isEqualTo(Sql.rows(postgres, "SELECT doc FROM odd.replaced WHERE id = 12"))
                .singleElement()
                .asString()
                .contains(
                        "\"d\": \"2015-01-15\"", "\"t\": \"-00:30:00.500000\"", "\"n\": 1.10", "18446744073709551615");
    }

    private static void emptiedAsChosen(Connection postgres) throws SQLException {
        assertThat(Sql.rows(postgres, "SELECT d, dn, at0, at6, ts0, ts3, e, name, doc FROM odd.emptied WHERE id = 11"))
                .containsExactly("null|null|null|null|null|null|null|ab|{\"\": \"\"}");
    }

    private static Stream<String> policies(TestPipeline pipeline) {
        Exit status = pipeline.sluice("status", "--json");
        return StreamSupport.stream(status.json().get("policies").spliterator(), false)
                .map(AwkwardValuesTest::line);
    }

    private static String line(JsonNode policy) {
        return Stream.of("table", "column", "policy", "choice", "count")
                .map(field -> policy.get(field).asText())
                .reduce((left, right) -> left + " " + right)
                .orElseThrow();
    }
}
