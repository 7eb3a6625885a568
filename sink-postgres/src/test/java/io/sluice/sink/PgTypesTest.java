package io.sluice.sink;

import static io.sluice.sink.TestTopic.nullable;
import static io.sluice.sink.TestTopic.typed;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every value ends as PostgreSQL reads the same value from a literal. */
class PgTypesTest {

    private static final TestDatabase DATABASE = database();
    private static int tables;

    private static TestDatabase database() {
        TestDatabase database = TestDatabase.create();
        database.execute(
                "CREATE EXTENSION citext", "CREATE TYPE \"a \"\"mood\"\"\" AS ENUM ('', 'so-so', 'good, \"really\"')");
        return database;
    }

    /**
     * A value and what it is.
     *
     * @param type the column's type as it ends up, with the derived one where the schema names none
     * @param literal what the column must be equal to, as SQL
     */
    private record Sample(Schema schema, Object value, String type, String literal) {
        @Override
        public String toString() {
            return type + " " + literal;
        }
    }

    private static Sample of(SchemaBuilder builder, String type, Object value, String literal) {
        return new Sample(nullable(builder, type), value, type, literal);
    }

    private static Sample derived(SchemaBuilder builder, Object value, String type, String literal) {
        return new Sample(builder.optional().build(), value, type, literal);
    }

    private static SchemaBuilder avro(String logicalType) {
        return SchemaBuilder.int64().parameter("avro.logicalType", logicalType);
    }

    private static SchemaBuilder named(SchemaBuilder builder, String name) {
        return builder.name(name);
    }

    private static long micros(String instant) {
        Instant parsed = Instant.parse(instant);
        return Math.addExact(Math.multiplyExact(parsed.getEpochSecond(), 1_000_000L), parsed.getNano() / 1000);
    }

    private static Date date(long millis) {
        return Date.from(Instant.ofEpochMilli(millis));
    }

    static Stream<Sample> samples() {
        return Stream.of(scalars(), times(), texts(), arrays(), connectTypes(), debeziumTypes())
                .flatMap(samples -> samples);
    }

    private static Stream<Sample> scalars() {
        return Stream.of(
                of(SchemaBuilder.bool(), "boolean", true, "true"),
                of(SchemaBuilder.bool(), "boolean", false, "false"),
                of(SchemaBuilder.int32(), "smallint", -32768, "-32768"),
                of(SchemaBuilder.int32(), "integer", Integer.MIN_VALUE, "-2147483648"),
                of(SchemaBuilder.int64(), "bigint", Long.MIN_VALUE, "-9223372036854775808"),
                of(SchemaBuilder.int64(), "bigint", null, "NULL"),
                of(SchemaBuilder.float32(), "real", 0.1f, "'0.1'"),
                of(SchemaBuilder.float32(), "real", Float.MIN_VALUE, "'1.4e-45'"),
                of(SchemaBuilder.float64(), "double precision", 1e300, "'1e300'"),
                of(SchemaBuilder.float64(), "double precision", Double.NaN, "'NaN'"),
                of(SchemaBuilder.float64(), "double precision", Double.NEGATIVE_INFINITY, "'-Infinity'"),
                of(Decimal.builder(2), "numeric(12,2)", new BigDecimal("-1234567890.05"), "-1234567890.05"),
                of(Decimal.builder(30), "numeric(65,30)", new BigDecimal("1e-30").setScale(30), "1e-30"),
                of(SchemaBuilder.string(), "numeric", "12345678901234567890.0123", "12345678901234567890.0123"),
                of(Decimal.builder(0), "numeric(20,0)", new BigDecimal("18446744073709551615"), "18446744073709551615"),
                of(Decimal.builder(5), "numeric(12,5)", new BigDecimal("0.00010"), "0.0001"),
                of(Decimal.builder(5), "numeric", new BigDecimal("10000.00000"), "10000.00000"),
                of(Decimal.builder(2), "numeric(12,2)", new BigDecimal("0.00"), "0.00"),
                of(Decimal.builder(-3), "numeric", new BigDecimal("-12E3"), "-12000"),
                of(
                        Decimal.builder(1),
                        "numeric",
                        new BigDecimal("-99999999999999999999999999999999.9"),
                        "-99999999999999999999999999999999.9"),
                of(SchemaBuilder.int64(), "numeric", -100_000_000L, "-100000000"),
                of(SchemaBuilder.float32(), "double precision", 0.1f, "0.1"),
                of(SchemaBuilder.int32(), "boolean", 1, "true"),
                of(SchemaBuilder.bytes(), "bytea", new byte[] {0, 1, (byte) 0xff, '\\', '"'}, "'\\x0001ff5c22'"),
                of(SchemaBuilder.bytes(), "bytea", ByteBuffer.wrap(new byte[0]), "''"));
    }

    private static Stream<Sample> times() {
        return Stream.of(
                of(SchemaBuilder.int32().name("org.apache.kafka.connect.data.Date"), "date", date(0), "'1970-01-01'"),
                of(
                        org.apache.kafka.connect.data.Date.builder(),
                        "date",
                        date(LocalDate.of(9999, 12, 31).toEpochDay() * 86_400_000L),
                        "'9999-12-31'"),
                of(
                        org.apache.kafka.connect.data.Date.builder(),
                        "date",
                        date(LocalDate.of(-43, 3, 15).toEpochDay() * 86_400_000L),
                        "'0044-03-15 BC'"),
                of(avro("time-micros"), "time", 86_399_999_999L, "'23:59:59.999999'"),
                of(avro("time-micros"), "time(0)", 1_000_000L, "'00:00:01'"),
                of(
                        avro("timestamp-micros"),
                        "timestamptz",
                        micros("2024-01-02T03:04:05.000006Z"),
                        "'2024-01-02 03:04:05.000006+00'"),
                of(avro("timestamp-micros"), "timestamptz", -1L, "'1969-12-31 23:59:59.999999+00'"),
                of(
                        avro("local-timestamp-micros"),
                        "timestamp(3)",
                        micros("2024-02-29T23:59:59.120Z"),
                        "'2024-02-29 23:59:59.12'"),
                of(
                        avro("local-timestamp-micros"),
                        "timestamp",
                        micros("+29999-01-01T00:00:00Z"),
                        "'29999-01-01 00:00:00'"),
                of(
                        avro("local-timestamp-micros"),
                        "timestamp",
                        micros("-0043-03-15T12:00:00Z"),
                        "'0044-03-15 12:00:00 BC'"));
    }

    private static Stream<Sample> texts() {
        return Stream.of(
                of(SchemaBuilder.string(), "text", "", "''"),
                of(SchemaBuilder.string(), "text", "NULL", "'NULL'"),
                of(SchemaBuilder.string(), "text", " {a,\"b\"\\'\n\t} ", "E' {a,\"b\"\\\\\\'\\n\\t} '"),
                of(SchemaBuilder.string(), "text", "€ 𝄞 漢", "'€ 𝄞 漢'"),
                of(SchemaBuilder.string(), "varchar(3)", "abc", "'abc'"),
                of(SchemaBuilder.string(), "char(5)", "ab", "'ab'"),
                of(
                        SchemaBuilder.string(),
                        "uuid",
                        "A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11",
                        "'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'"),
                of(SchemaBuilder.string(), "jsonb", "{\"a\": [1, \"\\\"x\\\\\"]}", "'{\"a\": [1, \"\\\"x\\\\\"]}'"),
                of(SchemaBuilder.string(), "interval", "-838:59:59.000001", "'-838:59:59.000001'"),
                of(SchemaBuilder.string(), "bit(10)", "1010101010", "B'1010101010'"),
                of(SchemaBuilder.string(), "bit varying(10)", "101", "B'101'"),
                of(SchemaBuilder.string(), "json", "{\"b\":1, \"a\": 1.0}", "'{\"b\":1, \"a\": 1.0}'"),
                of(SchemaBuilder.string(), "json", "{\"a\": \"\\u0000\"}", "'{\"a\": \"\\u0000\"}'"),
                of(SchemaBuilder.string(), "citext", "aB", "'aB'"),
                of(SchemaBuilder.string(), "bit(1)", "1", "B'1'"),
                of(SchemaBuilder.string(), "\"a \"\"mood\"\"\"", "", "''"),
                of(SchemaBuilder.string(), "inet", "127.0.0.1", "'127.0.0.1'"),
                // Arrays of it have semicolons.
                of(SchemaBuilder.string(), "box", "(3,4),(1,2)", "'(3,4),(1,2)'"));
    }

    private static Stream<Sample> arrays() {
        return Stream.of(
                of(
                        SchemaBuilder.array(Schema.STRING_SCHEMA),
                        "text[]",
                        List.of("a", "b,\"c\"", "\\"),
                        "ARRAY['a','b,\"c\"','\\']"),
                of(SchemaBuilder.array(Schema.STRING_SCHEMA), "text[]", List.of(), "'{}'"),
                of(
                        SchemaBuilder.array(Schema.OPTIONAL_STRING_SCHEMA),
                        "text[]",
                        Arrays.asList("null", null),
                        "ARRAY['null',NULL]"),
                of(SchemaBuilder.array(Schema.FLOAT32_SCHEMA), "real[]", List.of(1.5f, -0.1f), "'{1.5,-0.1}'"),
                of(SchemaBuilder.array(Schema.STRING_SCHEMA), "varchar(2)[]", List.of("ab"), "'{ab}'"),
                of(
                        SchemaBuilder.array(Schema.STRING_SCHEMA),
                        "\"a \"\"mood\"\"\"[]",
                        List.of("", "good, \"really\""),
                        "'{\"\",\"good, \\\"really\\\"\"}'"),
                derived(SchemaBuilder.array(Schema.INT32_SCHEMA), List.of(1, 2), "integer[]", "'{1,2}'"));
    }

    private static Stream<Sample> connectTypes() {
        return Stream.of(
                derived(SchemaBuilder.int8(), (byte) -1, "smallint", "-1"),
                derived(Decimal.builder(2), new BigDecimal("1.25"), "numeric", "1.25"),
                derived(Time.builder(), date(3_723_004), "time(3)", "'01:02:03.004'"),
                derived(Timestamp.builder(), date(-1), "timestamp(3)", "'1969-12-31 23:59:59.999'"));
    }

    private static Stream<Sample> debeziumTypes() {
        Schema decimal = SchemaBuilder.struct()
                .name("io.debezium.data.VariableScaleDecimal")
                .field("scale", Schema.INT32_SCHEMA)
                .field("value", Schema.BYTES_SCHEMA)
                .optional()
                .build();
        return Stream.of(
                derived(named(SchemaBuilder.int32(), "io.debezium.time.Date"), -1, "date", "'1969-12-31'"),
                derived(named(SchemaBuilder.int32(), "io.debezium.time.Time"), 1500, "time(3)", "'00:00:01.5'"),
                derived(named(SchemaBuilder.int64(), "io.debezium.time.MicroTime"), 1L, "time", "'00:00:00.000001'"),
                derived(named(SchemaBuilder.int64(), "io.debezium.time.NanoTime"), 1500L, "time", "'00:00:00.000002'"),
                derived(
                        named(SchemaBuilder.int64(), "io.debezium.time.Timestamp"),
                        1L,
                        "timestamp(3)",
                        "'1970-01-01 00:00:00.001'"),
                derived(
                        named(SchemaBuilder.int64(), "io.debezium.time.MicroTimestamp"),
                        1L,
                        "timestamp",
                        "'1970-01-01 00:00:00.000001'"),
                derived(
                        named(SchemaBuilder.int64(), "io.debezium.time.NanoTimestamp"),
                        1_000L,
                        "timestamp",
                        "'1970-01-01 00:00:00.000001'"),
                derived(
                        named(SchemaBuilder.int64(), "io.debezium.time.MicroDuration"),
                        -3_600_000_001L,
                        "interval",
                        "'-01:00:00.000001'"),
                derived(
                        named(SchemaBuilder.string(), "io.debezium.time.ZonedTimestamp"),
                        "2024-01-01T00:00:00+02:00",
                        "timestamptz",
                        "'2023-12-31 22:00:00+00'"),
                derived(
                        named(SchemaBuilder.string(), "io.debezium.time.ZonedTimestamp"),
                        "1969-12-31T23:59:59.12Z",
                        "timestamptz",
                        "'1969-12-31 23:59:59.12+00'"),
                derived(
                        named(SchemaBuilder.string(), "io.debezium.time.ZonedTimestamp"),
                        "2024-02-29T03:04:05Z",
                        "timestamptz",
                        "'2024-02-29 03:04:05+00'"),
                derived(
                        named(SchemaBuilder.string(), "io.debezium.time.ZonedTimestamp"),
                        "2024-02-29T03:04:05.123456789Z",
                        "timestamptz",
                        "'2024-02-29 03:04:05.123457+00'"),
                derived(named(SchemaBuilder.string(), "io.debezium.data.Json"), "[1]", "jsonb", "'[1]'"),
                derived(
                        named(SchemaBuilder.bytes(), "io.debezium.data.Bits").parameter("length", "10"),
                        new byte[] {5, 2},
                        "bit(10)",
                        "B'1000000101'"),
                new Sample(decimal, TestTopic.struct(decimal, 2, new byte[] {1, 0}), "numeric", "2.56"));
    }

    /** One has no equality, and the others one that is not exact. */
    private static final Set<String> COMPARED_AS_TEXT = Set.of("json", "citext", "box");

    /** How many rows with a padding of this length travel together: few bytes as arrays, many by COPY. */
    private static final int BULK_ROWS = 100;

    private static final String PADDING = "x".repeat(4_000);

    /** The ways to the table: in arrays, through a stage, and straight into it. */
    enum Way {
        ARRAYS,
        STAGE,
        TABLE
    }

    static Stream<Arguments> samplesOfAllWays() {
        return samples().flatMap(sample -> Arrays.stream(Way.values()).map(way -> Arguments.of(sample, way)));
    }

    @ParameterizedTest
    @MethodSource("samplesOfAllWays")
    void arrives(Sample sample, Way way) {
        String table = "t" + tables++;
        Schema key = TestTopic.record("public", table)
                .field("id", typed(SchemaBuilder.int32(), "integer"))
                .build();
        Schema value = TestTopic.record("public", table)
                .field("id", typed(SchemaBuilder.int32(), "integer"))
                .field("v", sample.schema())
                .field("padding", typed(SchemaBuilder.string(), "text"))
                .build();
        TestTopic topic = new TestTopic("x." + table, key, value);
        try (TestSink sink = new TestSink(DATABASE).open(topic.name)) {
            sink.put(records(topic, sample.value(), way));
            assertThat(sink.context.deadLetters).isEmpty();
        }
        String text = COMPARED_AS_TEXT.contains(sample.type()) ? "::text" : "";
        String same =
                "v" + text + " IS NOT DISTINCT FROM CAST(" + sample.literal() + " AS " + sample.type() + ")" + text;
        assertThat(DATABASE.rows("SELECT v, " + same + ", pg_typeof(v)::regtype = '" + sample.type()
                        + "'::regtype FROM " + table))
                .hasSizeGreaterThan(1)
                .allSatisfy(row -> assertThat(row).endsWith("|t|t"));
        // A batch that PostgreSQL refuses as a whole arrives in halves, each in a transaction within the transaction.
        assertThat(DATABASE.rows("SELECT count(DISTINCT xmin::text) FROM " + table))
                .containsExactly("1");
    }

    /** PostgreSQL takes {@code 00:00:00.000000-1} for midnight in a time zone. */
    @ParameterizedTest
    @ValueSource(longs = {-1, -3_600_000_000L, 86_400_000_001L})
    void setsTimesAsideThatAreNotOfTheDay(long micros) {
        String table = "t" + tables++;
        Schema key = TestTopic.record("public", table)
                .field("id", typed(SchemaBuilder.int32(), "integer"))
                .build();
        Schema value = TestTopic.record("public", table)
                .field("id", typed(SchemaBuilder.int32(), "integer"))
                .field("v", typed(named(SchemaBuilder.int64(), "io.debezium.time.MicroTime"), "time"))
                .build();
        TestTopic topic = new TestTopic("x." + table, key, value);
        try (TestSink sink = new TestSink(DATABASE).open(topic.name)) {
            sink.put(topic.insert(1, micros), topic.insert(2, 0L));
            assertThat(sink.context.deadLetters).hasSize(1);
        }
        assertThat(DATABASE.rows("SELECT id, v FROM " + table)).containsExactly("2|00:00:00");
    }

    /** More than one row, so that what a value leaves behind would be seen in the next. */
    private static List<SinkRecord> records(TestTopic topic, Object value, Way way) {
        return switch (way) {
            case ARRAYS -> List.of(topic.insert(1, value, "x"), topic.insert(2, value, "x"));
            case STAGE ->
                IntStream.range(0, BULK_ROWS)
                        .mapToObj(id -> topic.insert(id, value, PADDING))
                        .toList();
            case TABLE ->
                IntStream.range(0, BULK_ROWS)
                        .mapToObj(id -> topic.read(id, value, PADDING))
                        .toList();
        };
    }

    @Test
    void everyDateIsThatOfTheCalendar() {
        Schema schema = TestTopic.record("public", "calendar")
                .field("v", typed(named(SchemaBuilder.int32(), "io.debezium.time.Date"), "date"))
                .build();
        TestTopic topic = new TestTopic("x.calendar", schema, schema);
        try (TestSink sink = new TestSink(DATABASE).open(topic.name)) {
            // Five centuries around each era's end, in steps that meet every day of the year.
            for (int first : new int[] {-900_000, -100_000, 2_800_000}) {
                sink.put(IntStream.range(0, 4_000)
                        .mapToObj(i -> topic.insert(first + 47 * i))
                        .toList());
                assertThat(DATABASE.rows("SELECT count(*) FROM calendar WHERE v = date '1970-01-01' + (" + first
                                + " + 47 * ((v - date '1970-01-01' - " + first + ") / 47)) AND v - date '1970-01-01'"
                                + " BETWEEN " + first + " AND " + (first + 47 * 3_999)))
                        .containsExactly("4000");
            }
        }
    }

    @Test
    void takesTablesOfMoreColumnsThanAFunctionHasArguments() {
        SchemaBuilder builder = TestTopic.record("public", "wide");
        for (int i = 0; i < 150; i++) {
            builder.field("c" + i, typed(SchemaBuilder.int32(), "integer"));
        }
        TestTopic topic = new TestTopic(
                "x.wide",
                TestTopic.record("public", "wide")
                        .field("c0", typed(SchemaBuilder.int32(), "integer"))
                        .build(),
                builder.build());
        Object[] values = new Object[150];
        Arrays.setAll(values, i -> i);
        try (TestSink sink = new TestSink(DATABASE).open(topic.name)) {
            sink.put(topic.insert(values));
        }
        assertThat(DATABASE.rows("SELECT c0, c149 FROM wide")).containsExactly("0|149");
    }
}
