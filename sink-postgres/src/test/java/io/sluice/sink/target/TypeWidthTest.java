package io.sluice.sink.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypeWidthTest {

    private static TypeWidth width(String type) {
        return TypeWidth.of(type).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "smallint > integer",
                "smallint > bigint",
                "smallint > real",
                "integer > int8",
                "integer > double precision",
                "integer > numeric(12,2)",
                "bigint > numeric(20)",
                "bigint > numeric(20,0)",
                "bigint > numeric",
                "real > double precision",
                "numeric(5,2) > numeric(6,2)",
                "numeric(5,2) > decimal(8, 4)",
                "numeric(5,2) > numeric",
                "numeric(3,-2) > numeric(5,0)",
                "character varying(5) > varchar(6)",
                "character varying(5) > varchar",
                "character varying(5) > text",
                "character varying > text",
                "character(5) > char(6)",
                "char > char(2)",
                "character(5) > varchar(5)",
                "bit varying(3) > varbit(4)",
                "bit(3) > bit varying(3)",
                "date > timestamp(0)",
                "time(3) without time zone > time(4)",
                "time(3) with time zone > timetz",
                "timestamp(0) without time zone > timestamp",
                "timestamp(0) with time zone > timestamptz(6)",
                "interval(3) > interval",
                "INTEGER > BIGINT",
                "integer[] > bigint[]",
                "character varying(5)[] > text[]",
            })
    void widensAndNeverBack(String narrow, String wide) {
        assertThat(width(narrow).widensTo(width(wide))).isTrue();
        assertThat(width(wide).widensTo(width(narrow))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            value = {
                "character varying(5) = varchar(5)",
                "character(1) = char",
                "timestamp without time zone = timestamp(6)",
                "timestamp(3) with time zone = timestamptz(3)",
                "numeric(5,0) = numeric(5)",
                "text[] = text[]",
                "bit(1) = bit",
            })
    void knowsTheSameTypeByItsOtherName(String one, String other) {
        assertThat(width(one)).isEqualTo(width(other));
        assertThat(width(one).widensTo(width(other))).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "numeric(5,2) | numeric(6,4)",
                "numeric(5,2) | numeric(5,3)",
                "numeric(5,2) | bigint",
                "bigint | numeric(18)",
                "bigint | double precision",
                "integer | real",
                "integer | text",
                "character varying(5) | char(10)",
                "char(5) | varchar(4)",
                "bit(3) | bit(4)",
                "timestamp | timestamptz",
                "date | timestamptz",
                "time | interval",
                "integer | bigint[]",
                "json | jsonb",
            })
    void leavesOtherTypesAlone(String one, String other) {
        assertThat(TypeWidth.of(one).flatMap(a -> TypeWidth.of(other).map(a::widensTo)))
                .isIn(Optional.empty(), Optional.of(false));
        assertThat(TypeWidth.of(other).flatMap(a -> TypeWidth.of(one).map(a::widensTo)))
                .isIn(Optional.empty(), Optional.of(false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"shop\".\"item_status\"",
                "shop.text",
                "\"char\"",
                "interval day to second",
                "varchar(5",
                "varchar(99999999999)",
                "integer; DROP TABLE x",
                "geometry(Point,4326)",
                ""
            })
    void knowsNothingOfOthers(String type) {
        assertThat(TypeWidth.of(type)).isEmpty();
    }
}
