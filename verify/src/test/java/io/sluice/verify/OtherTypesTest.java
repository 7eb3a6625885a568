package io.sluice.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.mapping.MappingRules;
import io.sluice.core.mapping.Rule;
import io.sluice.core.model.TargetColumn;
import io.sluice.core.name.TableId;
import io.sluice.core.policy.BinaryAs;
import io.sluice.core.policy.Bit1;
import io.sluice.core.policy.CaseInsensitive;
import io.sluice.core.policy.CharAs;
import io.sluice.core.policy.EnumAs;
import io.sluice.core.policy.JsonAs;
import io.sluice.core.policy.NulCharacters;
import io.sluice.core.policy.Policies;
import io.sluice.core.policy.Policy;
import io.sluice.core.policy.SetAs;
import io.sluice.core.policy.TimeAs;
import io.sluice.core.policy.TinyInt1;
import io.sluice.core.policy.UnsignedBigint;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values of the types that policies choose, written by hand on both sides. */
class OtherTypesTest {

    private static final String DEFINITION = """
            id INT PRIMARY KEY, flag TINYINT(1), bit1 BIT(1), span TIME, span6 TIME(6), bigu BIGINT UNSIGNED,
            status ENUM('new','it''s'), tags SET('a','b','c d'), data JSON, fixed CHAR(5), name VARCHAR(50), doc TEXT,
            uuid BINARY(16), ip VARBINARY(16)
            """;

    private static final String SOURCE_ROWS = """
            (1, 1, b'1', '24:00:00', '23:59:59.999999', 9223372036854775807, 'it''s', 'c d,a', '{"b": 1.50, "a": [1]}',
             'ab  ', 'aB', 'gr\u00fc\u00dfe', UUID_TO_BIN('0123456789abcdef0123456789abcd00'), INET6_ATON('10.1.2.3')),
            (2, 0, b'0', '00:00:00', '00:00:00.000001', 0, 'new', '', '{}', '', 'b', '',
             UUID_TO_BIN('ffffffffffffffffffffffffffffffff'), INET6_ATON('fe80::1')),
            (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)""";

    private static final String TARGET_ROWS = """
            (1, true, B'1', '24:00:00', '23:59:59.999999', 9223372036854775807, 'it''s', '{a,"c d"}', '{"b": 1.50, "a": [1]}',
             'ab', 'aB', '\\x6772c3bcc39f65', '01234567-89ab-cdef-0123-456789abcd00', '10.1.2.3'),
            (2, false, B'0', '00:00:00', '00:00:00.000001', 0, 'new', '{}', '{}', '', 'b', '',
             'ffffffff-ffff-ffff-ffff-ffffffffffff', 'fe80::1'),
            (3, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)""";

    private static TwoServers servers;

    @BeforeAll
    static void start() throws SQLException {
        servers = new TwoServers();
        servers.target("CREATE EXTENSION citext");
    }

    private static MappingRules rules(String table) {
        TableId id = new TableId("shop", table);
        Policies policies = new Policies(Map.of(
                Policy.TINYINT1, TinyInt1.BOOLEAN,
                Policy.BIT1, Bit1.BIT,
                Policy.TIME, TimeAs.TIME,
                Policy.UNSIGNED_BIGINT, UnsignedBigint.BIGINT,
                Policy.ENUM, EnumAs.TEXT,
                Policy.SET, SetAs.ENUM_ARRAY,
                Policy.JSON, JsonAs.JSON,
                Policy.CHAR, CharAs.CHAR));
        return new MappingRules(
                Map.of(),
                policies,
                List.of(
                        new Rule.Settle(
                                id, Optional.of("name"), Policies.of(Policy.CASE_INSENSITIVE, CaseInsensitive.CITEXT)),
                        new Rule.Settle(
                                id, Optional.of("doc"), Policies.of(Policy.NUL_CHARACTERS, NulCharacters.BYTEA)),
                        new Rule.Settle(id, Optional.of("uuid"), Policies.of(Policy.BINARY, BinaryAs.UUID)),
                        new Rule.Settle(id, Optional.of("ip"), Policies.of(Policy.BINARY, BinaryAs.INET))));
    }

    @Test
    void theSameValuesAreEqual() throws Exception {
        TablePair pair = servers.table("other", DEFINITION, rules("other"));
        servers.source("INSERT INTO shop.other VALUES " + SOURCE_ROWS);
        servers.target("INSERT INTO shop.other VALUES " + TARGET_ROWS);

        assertThat(pair.target().columns().stream().map(TargetColumn::type).map(type -> type.sql()))
                .containsExactly(
                        "integer",
                        "boolean",
                        "bit(1)",
                        "time(0)",
                        "time(6)",
                        "bigint",
                        "text",
                        "\"shop\".\"other_tags\"[]",
                        "json",
                        "char(5)",
                        "citext",
                        "bytea",
                        "uuid",
                        "inet");
        TableComparison comparison = servers.compare(pair);
        assertThat(comparison.samples()).isEmpty();
        assertThat(comparison.differences()).isZero();
        assertThat(comparison.targetRows()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"flag", "bit1", "span", "span6", "bigu", "status", "tags", "fixed", "name", "uuid", "ip"})
    void aRowIsFoundByAKeyOfTheType(String key) throws Exception {
        String table = "by_" + key;
        String definition = DEFINITION.replace("id INT PRIMARY KEY", "id INT") + ", PRIMARY KEY (" + key + ")";
        TablePair pair = servers.table(table, definition, rules(table));
        servers.source("INSERT INTO shop." + table + " VALUES " + SOURCE_ROWS.replaceFirst(",\\s*\\(3[^()]*\\)", ""));
        servers.target(
                "INSERT INTO shop." + table + " VALUES " + TARGET_ROWS.replaceFirst(",\\s*\\(3[^()]*\\)", ""),
                "UPDATE shop." + table + " SET id = 7 WHERE id = 1");

        TableComparison comparison = servers.compare(pair);

        assertThat(comparison.differences()).isEqualTo(1);
        assertThat(comparison.samples())
                .singleElement()
                .extracting(Sample::columns)
                .isEqualTo(List.of("id"));
    }
}
