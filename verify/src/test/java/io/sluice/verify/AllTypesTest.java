package io.sluice.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.model.TargetColumn;
import io.sluice.core.name.Identifiers;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Values of every type, written by hand on both sides, so that reading them is not tested with itself. */
class AllTypesTest {

    private static final String DEFINITION = """
            id INT PRIMARY KEY,
            tiny TINYINT, tinyone TINYINT(1), tinyu TINYINT UNSIGNED, small SMALLINT, smallu SMALLINT UNSIGNED,
            medium MEDIUMINT, mediumu MEDIUMINT UNSIGNED, whole INT, wholeu INT UNSIGNED ZEROFILL,
            big BIGINT, bigu BIGINT UNSIGNED, amount DECIMAL(65,30), approx FLOAT, approx2 DOUBLE, fixed DOUBLE(10,2),
            bit1 BIT(1), bit9 BIT(9), bit64 BIT(64),
            fixedchar CHAR(5), name VARCHAR(50), latin VARCHAR(10) CHARACTER SET latin1, doc TEXT, longdoc LONGTEXT,
            bin BINARY(4), varbin VARBINARY(10), bytes BLOB,
            status ENUM('new','it''s, "paid"'), tags SET('a','b','c d'), data JSON,
            day DATE, span TIME, span6 TIME(6), at0 DATETIME, at3 DATETIME(3), at6 DATETIME(6), ts0 TIMESTAMP NULL,
            ts6 TIMESTAMP(6) NULL, y YEAR, place POINT
            """;

    private static final List<String> SOURCE_ROWS = List.of("""
            (1, -128, 2, 255, -32768, 65535, -8388608, 16777215, -2147483648, 4294967295,
             -9223372036854775808, 18446744073709551615, 12345678901234567890123456789012345.000000000000000000000000000001,
             16777217, 1.7976931348623157e308, 0.1, b'1', b'100000001', b'1000000000000000000000000000000000000000000000000000000000000001',
             'ab   ', 'grüße 😀\\n', 'na\u00efve\u20ac', 'x ', REPEAT('long', 10000),
             x'01', x'', x'00FF80', 'it''s, "paid"', 'c d,a', '{"b": [1, 2.50, 1e3], "a": null, "ä": "\\\\u00e4", "n": 12345678901234567890}',
             '9999-12-31', '-838:59:59', '-00:00:00.000001', '9999-12-31 23:59:59', '2024-02-29 12:00:00.120',
             '1000-01-01 00:00:00.000001', '1970-01-01 00:00:01', '2038-01-19 03:14:07.499999', 2155, POINT(1, 2))
            """, """
            (2, 127, 0, 0, 0, 0, 0, 0, 0, 7, 9223372036854775807, 9223372036854775808, -0.5, 0.1, 5e-324, -1.25,
             b'0', b'0', b'0', '', '', '', '', '', x'00', x'00', x'', 'new', '', '[]',
             '0001-01-01', '00:00:00', '838:59:58.999999', '1969-12-31 23:59:59', '1969-12-31 23:59:59.999',
             '2024-03-31 02:30:00', '2024-03-31 01:30:00', '2024-10-27 01:30:00.5', 1901, POINT(-1.5, 0))
            """, "(3" + ", NULL".repeat(39) + ")");

    private static final List<String> TARGET_ROWS = List.of("""
            (1, -128, 2, 255, -32768, 65535, -8388608, 16777215, -2147483648, 4294967295,
             -9223372036854775808, 18446744073709551615, 12345678901234567890123456789012345.000000000000000000000000000001,
             16777216, 1.7976931348623157e308, 0.1, true, B'100000001', B'1000000000000000000000000000000000000000000000000000000000000001',
             'ab', E'grüße 😀\\n', 'na\u00efve\u20ac', 'x ', repeat('long', 10000),
             '\\x01000000', '\\x', '\\x00ff80', 'it''s, "paid"', '{a,"c d"}', '{"n": 1.2345678901234567890e19, "a": null, "b": [1.0, 2.5, 1000], "ä": "ä"}',
             '9999-12-31', '-838:59:59', '-00:00:00.000001', '9999-12-31 23:59:59', '2024-02-29 12:00:00.120',
             '1000-01-01 00:00:00.000001', '1970-01-01 00:00:01Z', '2038-01-19 03:14:07.499999Z', 2155,
             '\\x0101000000000000000000f03f0000000000000040')
            """, """
            (2, 127, 0, 0, 0, 0, 0, 0, 0, 7, 9223372036854775807, 9223372036854775808, -0.5, 0.1, 5e-324, -1.25,
             false, B'000000000', repeat('0', 64)::bit(64), '', '', '', '', '', '\\x00000000', '\\x00', '\\x', 'new', '{}', '[]',
             '0001-01-01', '00:00:00', '838:59:58.999999', '1969-12-31 23:59:59', '1969-12-31 23:59:59.999',
             '2024-03-31 02:30:00', '2024-03-31 01:30:00Z', '2024-10-27 01:30:00.5Z', 1901,
             '\\x0101000000000000000000f8bf0000000000000000')
            """, "(3" + ", NULL".repeat(39) + ")");

    private static TwoServers servers;
    private static TablePair pair;

    @BeforeAll
    static void start() throws SQLException {
        servers = new TwoServers();
        pair = servers.table("everything", DEFINITION);
        for (String row : SOURCE_ROWS) {
            servers.source("SET time_zone = '+00:00'", "INSERT INTO shop.everything VALUES " + row);
        }
        for (String row : TARGET_ROWS) {
            servers.target("INSERT INTO shop.everything VALUES " + row);
        }
    }

    @Test
    void findsTheSameValuesEqual() throws Exception {
        TableComparison comparison = servers.compare(pair);

        assertThat(comparison.samples()).isEmpty();
        assertThat(comparison.differences()).isZero();
        assertThat(comparison.targetRows()).isEqualTo(3);
    }

    @Test
    void comparesWithoutAKeyByTheSameNotion() throws Exception {
        servers.source("CREATE TABLE shop.keyless AS SELECT * FROM shop.everything");
        servers.target("CREATE TABLE shop.keyless AS SELECT * FROM shop.everything");
        TablePair keyless = servers.describedLike(pair, "keyless");

        TableComparison comparison = servers.compare(keyless);

        assertThat(comparison.samples()).isEmpty();
        assertThat(comparison.differences()).isZero();
        assertThat(comparison.sourceRows()).isEqualTo(3);
    }

    /** One column after the other is taken from another row: each has to be found, and nothing else. */
    @Test
    void seesADifferenceInEveryColumn() throws Exception {
        for (TargetColumn column : pair.target().columns()) {
            if (column.name().equals("id")) {
                continue;
            }
            String name = Identifiers.quote(column.name());
            servers.target(
                    "CREATE TABLE shop.kept AS SELECT id, " + name + " FROM shop.everything",
                    "UPDATE shop.everything SET " + name + " = (SELECT " + name + " FROM shop.kept WHERE id = 2)"
                            + " WHERE id = 1");

            assertThat(servers.compare(pair).samples())
                    .as(column.name())
                    .singleElement()
                    .extracting(Sample::columns)
                    .isEqualTo(List.of(column.name()));

            servers.target(
                    "UPDATE shop.everything e SET " + name + " = k." + name + " FROM shop.kept k WHERE k.id = e.id",
                    "DROP TABLE shop.kept");
        }
    }
}
