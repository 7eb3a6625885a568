package io.sluice.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.mapping.MappingRules;
import io.sluice.core.policy.Choice;
import io.sluice.core.policy.EnumEmpty;
import io.sluice.core.policy.InvalidBytes;
import io.sluice.core.policy.NulCharacters;
import io.sluice.core.policy.Policies;
import io.sluice.core.policy.Policy;
import io.sluice.core.policy.TimeAs;
import io.sluice.core.policy.TimeRange;
import io.sluice.core.policy.ZeroDates;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Values that PostgreSQL cannot hold: the sides are equal if PostgreSQL has what the policies make of them. */
class PolicyValuesTest {

    private static final String DEFINITION =
            "id INT PRIMARY KEY, d DATE, at0 DATETIME, at6 DATETIME(6), ts TIMESTAMP NULL, span TIME, e ENUM('a'),"
                    + " name VARCHAR(20), doc JSON, asian VARCHAR(20) CHARACTER SET sjis, latin VARCHAR(9) CHARACTER SET latin1";

    private static final String ROW = "INSERT INTO shop.awkward VALUES (1, '2010-05-00', '2010-00-00 10:11:12',"
            + " '0000-00-00 00:00:00', '0000-00-00 00:00:00', '-25:00:00', '', 'a\\0b', '{\"a\\\\u0000\": 1}', x'8540', x'81')";

    private static TwoServers servers;

    @BeforeAll
    static void start() throws SQLException {
        servers = new TwoServers();
    }

    @Test
    void replacedValuesAreEqual() throws Exception {
        TablePair pair = table(Map.of(
                Policy.ZERO_DATES, ZeroDates.REPLACE,
                Policy.TIME, TimeAs.TIME,
                Policy.TIME_RANGE, TimeRange.REPLACE,
                Policy.ENUM_EMPTY, EnumEmpty.LABEL,
                Policy.NUL_CHARACTERS, NulCharacters.REPLACE,
                Policy.INVALID_BYTES, InvalidBytes.REPLACE));
        servers.target(
                "INSERT INTO shop.awkward VALUES (1, '2010-05-01', '2010-01-01 10:11:12', '0001-01-01 00:00:00',"
                        + " '0001-01-01 00:00:00Z', '00:00:00', '', E'a\\ufffdb', E'{\"a\\ufffd\": 1}', E'\\ufffd@', E'\\u0081')");

        assertEqual(pair);
    }

    @Test
    void nullsAreEqual() throws Exception {
        TablePair pair = table(Map.of(
                Policy.ZERO_DATES, ZeroDates.NULL,
                Policy.TIME, TimeAs.TIME,
                Policy.TIME_RANGE, TimeRange.NULL,
                Policy.ENUM_EMPTY, EnumEmpty.NULL,
                Policy.NUL_CHARACTERS, NulCharacters.STRIP,
                Policy.INVALID_BYTES, InvalidBytes.REPLACE));
        servers.target("INSERT INTO shop.awkward VALUES (1, NULL, NULL, NULL, NULL, NULL, NULL, 'ab', '{\"a\": 1}',"
                + " E'\\ufffd@', E'\\u0081')");

        assertEqual(pair);
    }

    @Test
    void whatIsSetAsideIsNoDifference() throws Exception {
        TablePair pair = table(Map.of());

        TableComparison comparison = servers.compare(pair);

        assertThat(comparison.setAside()).isEqualTo(1);
        assertThat(comparison.targetRows()).isZero();
        assertThat(comparison.differences()).isZero();
    }

    @Test
    void whatThePipelineStopsAtIsADifference() throws Exception {
        TablePair pair = table(Map.of(Policy.ZERO_DATES, ZeroDates.FAIL));

        assertThat(servers.compare(pair).samples())
                .singleElement()
                .extracting(Sample::reason)
                .asString()
                .contains("2010-05-00");
    }

    private static TablePair table(Map<Policy, Choice> policies) throws SQLException {
        TablePair pair =
                servers.table("awkward", DEFINITION, new MappingRules(Map.of(), new Policies(policies), List.of()));
        servers.source("SET sql_mode = '', time_zone = '+00:00'", ROW);
        return pair;
    }

    private static void assertEqual(TablePair pair) throws Exception {
        TableComparison comparison = servers.compare(pair);

        assertThat(comparison.samples()).isEmpty();
        assertThat(comparison.differences()).isZero();
        assertThat(comparison.setAside()).isZero();
    }
}
