package io.sluice.core.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.core.name.TableId;
import io.sluice.core.policy.Bit1;
import io.sluice.core.policy.EnumEmpty;
import io.sluice.core.policy.GeometryAs;
import io.sluice.core.policy.Policies;
import io.sluice.core.policy.Policy;
import io.sluice.core.policy.TinyInt1;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TypeMappingTest {

    private static final TableId ENUM = new TableId("shop", "orders_status");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    tinyint(1)             | smallint
                    tinyint unsigned       | smallint
                    smallint               | smallint
                    smallint unsigned      | integer
                    mediumint              | integer
                    mediumint unsigned     | integer
                    int                    | integer
                    int unsigned           | bigint
                    bigint                 | bigint
                    bigint unsigned        | numeric(20,0)
                    serial                 | numeric(20,0)
                    decimal(65,30)         | numeric(65,30)
                    decimal                | numeric(10,0)
                    float                  | real
                    float(24)              | real
                    float(25)              | double precision
                    float(30,3)            | real
                    double                 | double precision
                    bit                    | boolean
                    bit(1)                 | boolean
                    bit(64)                | bit(64)
                    char                   | varchar(1)
                    char(36)               | varchar(36)
                    varchar(255)           | varchar(255)
                    varchar(0)             | text
                    tinytext               | text
                    text                   | text
                    mediumtext             | text
                    longtext               | text
                    binary(16)             | bytea
                    varbinary(9)           | bytea
                    tinyblob               | bytea
                    blob                   | bytea
                    mediumblob             | bytea
                    longblob               | bytea
                    enum('a')              | "shop"."orders_status"
                    set('a')               | text[]
                    json                   | jsonb
                    date                   | date
                    time(6)                | interval
                    datetime               | timestamp(0)
                    datetime(6)            | timestamp(6)
                    timestamp              | timestamptz(0)
                    timestamp(3)           | timestamptz(3)
                    year                   | smallint
                    point                  | bytea
                    vector(3)              | real[]
                    something              | text
                    """)
    void givesEachTypeItsCounterpart(String mysql, String postgres) {
        assertThat(mapping(mysql).type().sql()).isEqualTo(postgres);
    }

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("tinyint", -128, -128),
                Arguments.of("bool", true, 1),
                Arguments.of("smallint unsigned", 65535, 65535),
                Arguments.of("int unsigned", 4294967295L, 4294967295L),
                Arguments.of("int unsigned", 7, 7L),
                Arguments.of("bigint", Long.MIN_VALUE, Long.MIN_VALUE),
                Arguments.of("bigint unsigned", new BigDecimal(MAX_UNSIGNED), new BigDecimal(MAX_UNSIGNED)),
                Arguments.of("bigint unsigned", bytes(0, 255), new BigDecimal(255)),
                Arguments.of("bigint unsigned", new BigInteger(MAX_UNSIGNED), new BigDecimal(MAX_UNSIGNED)),
                Arguments.of("bigint unsigned", -1L, new BigDecimal(MAX_UNSIGNED)),
                Arguments.of("decimal(5,2)", new BigDecimal("1.5"), new BigDecimal("1.50")),
                Arguments.of("decimal(5,2)", bytes(255, 106), new BigDecimal("-1.50")),
                Arguments.of("float", 1.25f, 1.25f),
                Arguments.of("float", 1.25d, 1.25f),
                Arguments.of("double", 1.25f, 1.25d),
                Arguments.of("double", -0.0d, -0.0d),
                Arguments.of("bit(1)", true, true),
                Arguments.of("bit(1)", bytes(0), false),
                Arguments.of("bit(9)", bytes(0b0000_0101, 1), "100000101"),
                Arguments.of("bit(12)", bytes(0b1000_0001), "000010000001"),
                Arguments.of("char(3)", "a b", "a b"),
                Arguments.of("varchar(3)", "\uD83D\uDE00", "\uD83D\uDE00"),
                Arguments.of("text", "", ""),
                Arguments.of("binary(4)", bytes(1, 2), bytes(1, 2, 0, 0)),
                Arguments.of("varbinary(4)", bytes(), bytes()),
                Arguments.of("blob", bytes(0, 255), bytes(0, 255)),
                Arguments.of("enum('a','b,c','d\\\\e')", "b,c", "b,c"),
                Arguments.of("enum('a','b,c','d\\\\e')", "b\\,c", "b,c"),
                Arguments.of("enum('a','b,c','d\\\\e')", "d\\\\e", "d\\e"),
                Arguments.of("set('x','y','z')", "z,x", List.of("x", "z")),
                Arguments.of("set('x','y','z')", "", List.of()),
                Arguments.of("set", "z,x", List.of("z", "x")),
                Arguments.of("json", "{\"a\": 1.10}", "{\"a\": 1.10}"),
                Arguments.of("json", "\"\\\\u0000\"", "\"\\\\u0000\""),
                Arguments.of("date", -1, -1),
                Arguments.of("time", 0L, "00:00:00"),
                Arguments.of("time", 3_020_399_000_000L, "838:59:59"),
                Arguments.of("time", -3_020_399_000_000L, "-838:59:59"),
                Arguments.of("time(6)", -1_000_001L, "-00:00:01.000001"),
                Arguments.of("time(6)", 3_661_500_000L, "01:01:01.5"),
                Arguments.of("datetime(3)", 1_704_164_645_123L, 1_704_164_645_123_000L),
                Arguments.of("datetime(4)", 1_704_164_645_123_400L, 1_704_164_645_123_400L),
                Arguments.of("timestamp(6)", "2024-01-02T03:04:05.000006Z", 1_704_164_645_000_006L),
                Arguments.of("timestamp(6)", "2024-01-02T03:04:05.12Z", 1_704_164_645_120_000L),
                Arguments.of("timestamp", "2024-01-02T03:04:05Z", 1_704_164_645_000_000L),
                Arguments.of("timestamp", "1969-12-31T23:59:59.5Z", -500_000L),
                Arguments.of("timestamp", "2024-01-02T05:04:05+02:00", 1_704_164_645_000_000L),
                Arguments.of("timestamp", "2024-02-29T00:00:00Z", 1_709_164_800_000_000L),
                Arguments.of("year", 2155, 2155),
                Arguments.of("point", geometry(bytes(1, 2, 3)), bytes(1, 2, 3)),
                Arguments.of("vector(2)", List.of(1.5f, -2f), List.of(1.5f, -2f)),
                Arguments.of("something", "text", "text"));
    }

    private static final String MAX_UNSIGNED = "18446744073709551615";

    @ParameterizedTest
    @MethodSource("values")
    void convertsValues(String mysql, Object debezium, Object expected) {
        assertThat(mapping(mysql).conversion().convert(debezium)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    enum('a','b')  | ~~                     | '' is not among the labels [a, b]
                    set('a','b')   | a,c                    | 'c' is not among the labels [a, b]
                    text           | NUL                    | NUL character at position 2
                    json           | {"a": "\\u0000"}       | the JSON holds \\u0000
                    timestamp      | 2024-02-30T00:00:00Z   | '2024-02-30T00:00:00Z' is no instant
                    timestamp      | 2024-02-01T24:00:00Z   | is no instant
                    timestamp      | yesterday              | 'yesterday' is no instant
                    """)
    void refusesTextThatPostgresCannotHold(String mysql, String text, String reason) {
        String value = text.equals("NUL") ? "a\0b" : text;

        assertThatThrownBy(() -> mapping(mysql).conversion().convert(value))
                .isInstanceOf(UnmappableValueException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void refusesNumbersOutOfRange() {
        assertThatThrownBy(() -> mapping("smallint").conversion().convert(32768))
                .isInstanceOf(UnmappableValueException.class)
                .hasMessage("32768 is out of range for smallint");
        assertThatThrownBy(() -> mapping("decimal(5,2)").conversion().convert(new BigDecimal("1.234")))
                .isInstanceOf(UnmappableValueException.class)
                .hasMessage("1.234 has more than 2 digits after the point");
    }

    @Test
    void carriesAnEnumAsTextWhereItsLabelsAreNoLabelsInPostgres() {
        String label = "é".repeat(32);
        ColumnMapping mapping = mapping("enum('" + label + "')");

        assertThat(mapping.type().sql()).isEqualTo("text");
        assertThat(mapping.conversion().convert(label)).isEqualTo(label);
        assertThat(mapping("enum").type().sql()).isEqualTo("text");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    tinyint1 | boolean        | tinyint(1)          | boolean
                    tinyint1 | boolean        | bool                | boolean
                    tinyint1 | boolean        | tinyint(1) unsigned | smallint
                    tinyint1 | boolean        | tinyint             | smallint
                    bit1 | bit                | bit(1)              | bit(1)
                    bit1 | bit                | bit(9)              | bit(9)
                    time | time               | time(3)             | time(3)
                    time | time               | time                | time(0)
                    unsigned-bigint | bigint  | bigint unsigned     | bigint
                    nul-characters | bytea    | varchar(9)          | bytea
                    nul-characters | bytea    | json                | bytea
                    nul-characters | bytea    | enum('a')           | "shop"."orders_status"
                    enum | text               | enum('a')           | text
                    set | enum-array          | set('a','b')        | "shop"."orders_status"[]
                    json | json               | json                | json
                    char | char               | char(5)             | char(5)
                    binary | uuid             | binary(16)          | uuid
                    binary | uuid             | varbinary(16)       | uuid
                    binary | uuid             | binary(4)           | bytea
                    binary | inet             | varbinary(16)       | inet
                    binary | inet             | binary(4)           | inet
                    binary | inet             | varbinary(20)       | bytea
                    unknown-types | bytea     | money               | bytea
                    case-insensitive | citext | varchar(9) | citext
                    case-insensitive | citext | longtext | citext
                    case-insensitive | collation | char(9) | varchar(9)
                    geometry | auto | point | bytea
                    geometry | postgis | point | geometry(Point)
                    geometry | postgis | GEOMCOLLECTION | geometry(GeometryCollection)
                    geometry | postgis | geometry | geometry(Geometry)
            """)
    void aPolicyDecidesTheType(String id, String choice, String mysql, String expected) {
        Policy policy = Policy.of(id);
        Policies policies = Policies.of(policy, policy.choice(choice));

        assertThat(TypeMapping.of(MySqlType.ofDeclaration(mysql), ENUM, policies)
                        .type()
                        .sql())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    uuid, 00112233445566778899aabbccddeeff, 00112233-4455-6677-8899-aabbccddeeff
                    uuid, 0011223344556677, 00112233-4455-6677-0000-000000000000
                    inet, fe800000000000000000000000000001, fe80::1
                    inet, 00, ::
                    inet, 00000000000000000000000000000001, ::1
                    inet, 0000000000000000000000000a010203, ::10.1.2.3
                    inet, 00000000000000000000ffff0a010203, ::ffff:10.1.2.3
                    inet, 20010db8000000000001000000000000, 2001:db8:0:0:1::
                    inet, 20010db8000000010000000000000001, 2001:db8:0:1::1
                    inet, 20010db8000000010001000000010001, 2001:db8:0:1:1:0:1:1
                    """)
    void bytesMayBeAUuidOrAnAddress(String choice, String hex, String expected) {
        ValueConversion conversion = binary("binary(16)", choice);
        byte[] bytes = HexFormat.of().parseHex(hex);

        assertThat(conversion.convert(ByteBuffer.wrap(bytes))).isEqualTo(expected);
    }

    @Test
    void bytesOfAnotherLengthAreNeither() {
        assertThat(binary("varbinary(16)", "inet").convert(bytes(10, 1, 2, 255)))
                .isEqualTo("10.1.2.255");
        assertThatThrownBy(() -> binary("varbinary(16)", "inet").convert(bytes(1, 2)))
                .isInstanceOf(UnmappableValueException.class)
                .hasMessage("2 bytes are no address");
        assertThatThrownBy(() -> binary("varbinary(16)", "uuid").convert(bytes(10, 1, 2, 3)))
                .isInstanceOf(UnmappableValueException.class)
                .hasMessage("4 bytes are no UUID");
    }

    private static ValueConversion binary(String declared, String choice) {
        Policies policies = Policies.of(Policy.BINARY, Policy.BINARY.choice(choice));
        return TypeMapping.of(MySqlType.ofDeclaration(declared), ENUM, policies).conversion();
    }

    @Test
    void aGeometryForPostgisHasItsSridWithin() {
        ValueConversion conversion = TypeMapping.of(
                        MySqlType.ofDeclaration("point"), ENUM, Policies.of(Policy.GEOMETRY, GeometryAs.POSTGIS))
                .conversion();
        ByteBuffer point = bytes(1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 0, 0, 0, 0, 0, 0, 0, 0x40);
        GenericData.Record plain = geometry(point);
        GenericData.Record located = geometry(point);
        located.put("srid", 4326);

        assertThat(conversion.convert(plain)).isEqualTo("0101000000000000000000F03F0000000000000040");
        assertThat(conversion.convert(located)).isEqualTo("0101000020E6100000000000000000F03F0000000000000040");
        assertThat(point.remaining()).isEqualTo(21);
        assertThatThrownBy(() -> conversion.convert(geometry(bytes(1, 1))))
                .isInstanceOf(UnmappableValueException.class)
                .hasMessage("a geometry of 2 bytes is cut short");
    }

    @Test
    void aGeometryWhoseSridPostgisWouldChangeIsRefused() {
        ValueConversion conversion = TypeMapping.of(
                        MySqlType.ofDeclaration("point"), ENUM, Policies.of(Policy.GEOMETRY, GeometryAs.POSTGIS))
                .conversion();
        GenericData.Record own =
                geometry(bytes(1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 0, 0, 0, 0, 0, 0, 0, 0x40));
        own.put("srid", 999_999);
        assertThat(conversion.convert(own)).isEqualTo("01010000203F420F00000000000000F03F0000000000000040");

        own.put("srid", 1_000_000);
        assertThatThrownBy(() -> conversion.convert(own))
                .isInstanceOf(UnmappableValueException.class)
                .hasMessage("PostGIS cannot hold the SRID 1000000, only those up to 999999");
        own.put("srid", -1);
        assertThatThrownBy(() -> conversion.convert(own)).hasMessageContaining(" 4294967295,");
    }

    @Test
    void aGeometryColumnKeepsItsSrid() {
        MySqlType point = MySqlType.ofDeclaration("point").withSrid(4326);

        assertThat(TypeMapping.of(point, ENUM, Policies.of(Policy.GEOMETRY, GeometryAs.POSTGIS))
                        .type()
                        .sql())
                .isEqualTo("geometry(Point,4326)");
    }

    @Test
    void aSingleBitMayStayABit() {
        ValueConversion conversion = TypeMapping.of(
                        MySqlType.ofDeclaration("bit(1)"), ENUM, Policies.of(Policy.BIT1, Bit1.BIT))
                .conversion();

        assertThat(conversion.convert(true)).isEqualTo("1");
        assertThat(conversion.convert(false)).isEqualTo("0");
        assertThat(conversion.convert(bytes(1))).isEqualTo("1");
    }

    @Test
    void theEmptyLabelSortsFirst() {
        ColumnMapping mapping = TypeMapping.of(
                MySqlType.ofDeclaration("enum('b','a')"), ENUM, Policies.of(Policy.ENUM_EMPTY, EnumEmpty.LABEL));

        assertThat(mapping.type()).isEqualTo(new PgType.EnumType(ENUM, List.of("", "b", "a")));
        assertThat(mapping.conversion().convert("")).isEqualTo("");
    }

    @Test
    void aTruthValueIsNeitherTwoNorMinusOne() {
        ColumnMapping mapping = TypeMapping.of(
                MySqlType.ofDeclaration("tinyint(1)"), ENUM, Policies.of(Policy.TINYINT1, TinyInt1.BOOLEAN));

        assertThat(mapping.conversion().convert(1)).isEqualTo(true);
        assertThat(mapping.conversion().convert(0)).isEqualTo(false);
        assertThat(mapping.conversion().convert(true)).isEqualTo(true);
        for (int other : new int[] {2, -1}) {
            assertThatThrownBy(() -> mapping.conversion().convert(other))
                    .isInstanceOf(UnmappableValueException.class)
                    .hasMessage(other + " is out of range for boolean");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "bigint,           0,                    00:00:00",
        "int unsigned,     1500000,              00:00:01.5",
        "bigint,           -9223372036854775807, -2562047788:00:54.775807",
        "bigint unsigned,  900000000000,         250:00:00",
        "tinyint,          10,                   00:00:00.00001",
    })
    void turnsMicrosecondsIntoAnInterval(String mysql, long micros, String expected) {
        ColumnMapping mapping =
                TypeMapping.transformed(MySqlType.ofDeclaration(mysql), Transformation.MICROSECONDS_TO_INTERVAL);

        assertThat(mapping.type().sql()).isEqualTo("interval");
        assertThat(mapping.conversion().convert(BigDecimal.valueOf(micros))).isEqualTo(expected);
        assertThat(mapping.conversion().convert(micros)).isEqualTo(expected);
    }

    @Test
    void turnsUnsignedIntoBigintWhileItFits() {
        ColumnMapping mapping =
                TypeMapping.transformed(MySqlType.ofDeclaration("bigint unsigned"), Transformation.UNSIGNED_TO_BIGINT);

        assertThat(mapping.type().sql()).isEqualTo("bigint");
        assertThat(mapping.conversion().convert(BigDecimal.valueOf(Long.MAX_VALUE)))
                .isEqualTo(Long.MAX_VALUE);
        assertThatThrownBy(() -> mapping.conversion().convert(new BigDecimal(MAX_UNSIGNED)))
                .isInstanceOf(UnmappableValueException.class)
                .hasMessage(MAX_UNSIGNED + " is out of range for bigint");
    }

    @Test
    void refusesATransformationOnATypeItIsNotFor() {
        assertThatThrownBy(() -> TypeMapping.transformed(
                        MySqlType.ofDeclaration("varchar(9)"), Transformation.MICROSECONDS_TO_INTERVAL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("microseconds-to-interval does not apply to a column of type varchar(9)");
        assertThatThrownBy(() ->
                        TypeMapping.transformed(MySqlType.ofDeclaration("bigint"), Transformation.UNSIGNED_TO_BIGINT))
                .hasMessageContaining("put it on a BIGINT UNSIGNED column");
    }

    private static ColumnMapping mapping(String mysql) {
        return TypeMapping.of(MySqlType.ofDeclaration(mysql), ENUM, Policies.none());
    }

    private static ByteBuffer bytes(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length);
        for (int value : values) {
            bytes.put((byte) value);
        }
        return bytes.flip();
    }

    private static GenericData.Record geometry(ByteBuffer wkb) {
        var schema = SchemaBuilder.record("Geometry")
                .fields()
                .requiredBytes("wkb")
                .optionalInt("srid")
                .endRecord();
        var record = new GenericData.Record(schema);
        record.put("wkb", wkb);
        return record;
    }
}
