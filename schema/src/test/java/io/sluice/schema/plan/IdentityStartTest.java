package io.sluice.schema.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.type.MySqlType;
import io.sluice.core.type.PgType;
import io.sluice.core.type.PgType.Base;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityStartTest {

    @ParameterizedTest
    @CsvSource({
        "int,              INTEGER,  1,                   10000, 10001",
        "tinyint,          SMALLINT, 1,                   10000, 64",
        "tinyint unsigned, SMALLINT, 255,                 10000, 255",
        "smallint,         SMALLINT, 32000,               10000, 32383",
        "mediumint,        INTEGER,  8388606,             10000, 8388606",
        "int unsigned,     BIGINT,   4294967000,          10000, 4294967147",
        "bigint unsigned,  BIGINT,   9223372036854775807, 10000, 9223372036854775807",
        "bigint,           BIGINT,   100,                 0,     100",
    })
    void staysAheadWithoutUsingTheTypeUp(String source, Base target, long next, long distance, long expected) {
        assertThat(IdentityStart.of(MySqlType.ofDeclaration(source), PgType.of(target), next, distance))
                .hasValue(expected);
    }

    @Test
    void isNotForOtherTypes() {
        assertThat(IdentityStart.of(MySqlType.ofDeclaration("double"), PgType.of(Base.DOUBLE_PRECISION), 1, 1))
                .isEmpty();
    }
}
