package io.sluice.core.type;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.type.MySqlType.Kind;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MySqlTypeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    tinyint(1)                    | TINYINT    | 1  |    | false
                    tinyint unsigned              | TINYINT    |    |    | true
                    bool                          | TINYINT    | 1  |    | false
                    BOOLEAN                       | TINYINT    | 1  |    | false
                    int1                          | TINYINT    |    |    | false
                    smallint(6)                   | SMALLINT   | 6  |    | false
                    INT2 UNSIGNED                 | SMALLINT   |    |    | true
                    mediumint(8) unsigned         | MEDIUMINT  | 8  |    | true
                    MIDDLEINT                     | MEDIUMINT  |    |    | false
                    int(10) unsigned zerofill     | INT        | 10 |    | true
                    INTEGER UNSIGNED              | INT        |    |    | true
                    INT SIGNED                    | INT        |    |    | false
                    int zerofill                  | INT        |    |    | true
                    INT4                          | INT        |    |    | false
                    bigint                        | BIGINT     |    |    | false
                    BIGINT UNSIGNED ZEROFILL      | BIGINT     |    |    | true
                    INT8 UNSIGNED                 | BIGINT     |    |    | true
                    SERIAL                        | BIGINT     |    |    | true
                    decimal(12,2) unsigned        | DECIMAL    | 12 | 2  | true
                    decimal(10, 0)                | DECIMAL    | 10 | 0  | false
                    DEC                           | DECIMAL    |    |    | false
                    NUMERIC(5)                    | DECIMAL    | 5  |    | false
                    FIXED                         | DECIMAL    |    |    | false
                    float(7,3)                    | FLOAT      | 7  | 3  | false
                    FLOAT4                        | FLOAT      |    |    | false
                    double unsigned               | DOUBLE     |    |    | true
                    DOUBLE PRECISION              | DOUBLE     |    |    | false
                    DOUBLE  PRECISION UNSIGNED    | DOUBLE     |    |    | true
                    REAL                          | DOUBLE     |    |    | false
                    FLOAT8                        | DOUBLE     |    |    | false
                    bit(9)                        | BIT        | 9  |    | false
                    char(36)                      | CHAR       | 36 |    | false
                    CHARACTER                     | CHAR       |    |    | false
                    NCHAR                         | CHAR       |    |    | false
                    NATIONAL CHARACTER(3)         | CHAR       | 3  |    | false
                    varchar(255)                  | VARCHAR    | 255|    | false
                    CHARACTER VARYING             | VARCHAR    |    |    | false
                    NATIONALCHARACTERVARYING      | VARCHAR    |    |    | false
                    NATIONAL VARCHAR              | VARCHAR    |    |    | false
                    NVARCHAR                      | VARCHAR    |    |    | false
                    tinytext                      | TINYTEXT   |    |    | false
                    text                          | TEXT       |    |    | false
                    mediumtext                    | MEDIUMTEXT |    |    | false
                    LONG VARCHAR                  | MEDIUMTEXT |    |    | false
                    longtext                      | LONGTEXT   |    |    | false
                    binary(16)                    | BINARY     | 16 |    | false
                    CHAR BYTE                     | BINARY     |    |    | false
                    varbinary(8)                  | VARBINARY  | 8  |    | false
                    tinyblob                      | TINYBLOB   |    |    | false
                    blob                          | BLOB       |    |    | false
                    LONG VARBINARY                | MEDIUMBLOB |    |    | false
                    mediumblob                    | MEDIUMBLOB |    |    | false
                    longblob                      | LONGBLOB   |    |    | false
                    json                          | JSON       |    |    | false
                    date                          | DATE       |    |    | false
                    time(3)                       | TIME       | 3  |    | false
                    datetime(6)                   | DATETIME   | 6  |    | false
                    timestamp                     | TIMESTAMP  |    |    | false
                    year(4)                       | YEAR       | 4  |    | false
                    geometry                      | GEOMETRY   |    |    | false
                    POINT                         | GEOMETRY   |    |    | false
                    geomcollection                | GEOMETRY   |    |    | false
                    multilinestring               | GEOMETRY   |    |    | false
                    vector(3)                     | VECTOR     | 3  |    | false
                    inet6                         | OTHER      |    |    | false
                    """)
    void readsADeclaration(String text, Kind kind, Integer length, Integer scale, boolean unsigned) {
        MySqlType type = MySqlType.ofDeclaration(text);

        assertThat(type.kind()).isEqualTo(kind);
        assertThat(type.length()).isEqualTo(optional(length));
        assertThat(type.scale()).isEqualTo(optional(scale));
        assertThat(type.unsigned()).isEqualTo(unsigned);
        assertThat(type.declared()).isEqualTo(text);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"OTHER"})
    void knowsEveryKindByItsName(Kind kind) {
        assertThat(MySqlType.ofDeclaration(kind.name()).kind()).isEqualTo(kind);
    }

    @Test
    void readsTheLabelsOfADeclaration() {
        MySqlType type = MySqlType.ofDeclaration("enum('a','it''s','b,c','(d)','back\\\\slash','','é\nf')");

        assertThat(type.kind()).isEqualTo(Kind.ENUM);
        assertThat(type.members()).containsExactly("a", "it's", "b,c", "(d)", "back\\slash", "", "é\nf");
        assertThat(MySqlType.ofDeclaration("set('x','y')").members()).containsExactly("x", "y");
    }

    @Test
    void readsTheLabelsThatDebeziumJoined() {
        assertThat(MySqlType.membersOfDebezium("a,it's,b\\,c,back\\\\slash,"))
                .containsExactly("a", "it's", "b,c", "back\\slash", "");
    }

    @Test
    void readsTheParametersOfDebezium() {
        MySqlType decimal = MySqlType.ofDebezium("DECIMAL UNSIGNED", OptionalInt.of(12), OptionalInt.of(2), List.of());
        MySqlType status = MySqlType.ofDebezium("ENUM", OptionalInt.of(1), OptionalInt.empty(), List.of("new", "paid"));

        assertThat(decimal.length()).hasValue(12);
        assertThat(decimal.scale()).hasValue(2);
        assertThat(decimal.unsigned()).isTrue();
        assertThat(status.members()).containsExactly("new", "paid");
    }

    private static OptionalInt optional(Integer number) {
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }
}
