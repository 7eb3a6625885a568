package io.sluice.connect.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.core.wire.UnreadablePart;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of Connect schema comes back as it was, with its values. */
class AvroConverterTest {

    private static final String TOPIC = "p.mysql.shop.orders";

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final AvroConverter converter = new AvroConverter(url -> registry);

    @BeforeEach
    void configure() {
        converter.configure(Map.of(AvroConverter.REGISTRY_URL, "http://127.0.0.1:1/x"), false);
    }

    private Object roundTrip(Schema schema, Object value) {
        SchemaAndValue back = converter.toConnectData(TOPIC, converter.fromConnectData(TOPIC, schema, value));
        assertThat(back.schema()).isEqualTo(schema);
        return back.value();
    }

    static List<SchemaAndValue> scalars() {
        return List.of(
                of(Schema.INT8_SCHEMA, (byte) -128),
                of(Schema.INT16_SCHEMA, (short) 32767),
                of(Schema.INT32_SCHEMA, Integer.MIN_VALUE),
                of(Schema.INT32_SCHEMA, Integer.MAX_VALUE),
                of(Schema.INT64_SCHEMA, Long.MIN_VALUE),
                of(Schema.INT64_SCHEMA, Long.MAX_VALUE),
                of(Schema.FLOAT32_SCHEMA, 0.1f),
                of(Schema.FLOAT32_SCHEMA, Float.NaN),
                of(Schema.FLOAT64_SCHEMA, -0.0d),
                of(Schema.FLOAT64_SCHEMA, Double.MIN_VALUE),
                of(Schema.BOOLEAN_SCHEMA, true),
                of(Schema.OPTIONAL_BOOLEAN_SCHEMA, false),
                of(Schema.STRING_SCHEMA, ""),
                of(Schema.STRING_SCHEMA, "Grüße, 世界 🎉\0"),
                of(Schema.BYTES_SCHEMA, new byte[] {0, -1, 127}),
                of(Date.SCHEMA, Date.toLogical(Date.SCHEMA, -1)),
                of(Time.SCHEMA, Time.toLogical(Time.SCHEMA, 86_399_999)),
                of(Timestamp.SCHEMA, Timestamp.toLogical(Timestamp.SCHEMA, -1L)),
                of(Decimal.schema(2), new BigDecimal("-12345678901234567890.12")),
                of(Decimal.schema(-3), new BigDecimal("12E3")),
                of(Decimal.schema(70), new BigDecimal("1").setScale(70)),
                of(
                        Decimal.builder(2)
                                .parameter("connect.decimal.precision", "12")
                                .build(),
                        new BigDecimal("1.20")),
                of(
                        SchemaBuilder.int32()
                                .name("a.b")
                                .version(7)
                                .doc("d")
                                .parameter("z", "1")
                                .parameter("a", "2")
                                .build(),
                        5));
    }

    private static SchemaAndValue of(Schema schema, Object value) {
        return new SchemaAndValue(schema, value);
    }

    @ParameterizedTest
    @MethodSource("scalars")
    void carriesScalars(SchemaAndValue scalar) {
        assertThat(roundTrip(scalar.schema(), scalar.value())).isEqualTo(scalar.value());
    }

    @Test
    void acceptsBytesInABuffer() {
        assertThat(roundTrip(Schema.BYTES_SCHEMA, ByteBuffer.wrap(new byte[] {1, 2, 3}, 1, 2)))
                .isEqualTo(new byte[] {2, 3});
    }

    static List<SchemaAndValue> defaults() {
        return List.of(
                of(SchemaBuilder.int8().defaultValue((byte) 3).build(), (byte) 1),
                of(SchemaBuilder.int16().optional().defaultValue((short) 3).build(), (short) 1),
                of(SchemaBuilder.int64().optional().defaultValue(5L).build(), 1L),
                of(SchemaBuilder.float32().defaultValue(0.1f).build(), 1f),
                of(SchemaBuilder.float64().defaultValue(Double.NaN).build(), 1d),
                of(
                        SchemaBuilder.float64()
                                .optional()
                                .defaultValue(Double.NEGATIVE_INFINITY)
                                .build(),
                        1d),
                of(SchemaBuilder.string().defaultValue("\"'\\ \n").build(), "x"),
                of(SchemaBuilder.bool().defaultValue(true).build(), false),
                of(
                        Decimal.builder(2)
                                .optional()
                                .defaultValue(new BigDecimal("9.99"))
                                .build(),
                        new BigDecimal("1.00")),
                of(Date.builder().defaultValue(Date.toLogical(Date.SCHEMA, 1)).build(), Date.toLogical(Date.SCHEMA, 2)),
                of(
                        Timestamp.builder()
                                .defaultValue(Timestamp.toLogical(Timestamp.SCHEMA, 0L))
                                .build(),
                        Timestamp.toLogical(Timestamp.SCHEMA, 1L)),
                of(
                        SchemaBuilder.array(Schema.INT32_SCHEMA)
                                .defaultValue(List.of(1))
                                .build(),
                        List.of(2)),
                of(
                        SchemaBuilder.map(Schema.STRING_SCHEMA, Schema.INT32_SCHEMA)
                                .defaultValue(Map.of("a", 1))
                                .build(),
                        Map.of()),
                of(
                        SchemaBuilder.map(Schema.INT32_SCHEMA, Schema.STRING_SCHEMA)
                                .defaultValue(Map.of(1, "a"))
                                .build(),
                        Map.of(2, "b")));
    }

    @ParameterizedTest
    @MethodSource("defaults")
    void carriesDefaults(SchemaAndValue field) {
        Schema schema =
                SchemaBuilder.struct().name("R").field("f", field.schema()).build();
        Struct back = (Struct) roundTrip(schema, new Struct(schema).put("f", field.value()));
        assertThat(back.get("f")).isEqualTo(field.value());
    }

    @Test
    void aNullOfAnOptionalFieldStaysNullWhereTheDefaultIsAnother() {
        Schema schema = SchemaBuilder.struct()
                .name("R")
                .field("f", SchemaBuilder.int32().optional().defaultValue(5).build())
                .build();
        Struct back = (Struct) roundTrip(schema, new Struct(schema).put("f", null));
        assertThat(back.getWithoutDefault("f")).isNull();
    }

    @Test
    void bytesHaveDefaultsToo() {
        Schema type = SchemaBuilder.bytes().defaultValue(new byte[] {0, -1}).build();
        Schema schema = SchemaBuilder.struct().name("R").field("f", type).build();
        SchemaAndValue back = converter.toConnectData(
                TOPIC, converter.fromConnectData(TOPIC, schema, new Struct(schema).put("f", new byte[] {1})));
        assertThat(back.schema().field("f").schema().defaultValue()).isEqualTo(new byte[] {0, -1});
    }

    @Test
    void structsHaveDefaultsToo() {
        SchemaBuilder type = SchemaBuilder.struct().name("Pt").field("x", Schema.INT32_SCHEMA);
        // Connect takes only a default with this very schema.
        type.defaultValue(new Struct(type).put("x", 1));
        Schema schema =
                SchemaBuilder.struct().name("R").field("f", type.build()).build();
        SchemaAndValue back =
                converter.toConnectData(TOPIC, converter.fromConnectData(TOPIC, schema, new Struct(schema)));
        assertThat(((Struct) back.value()).getStruct("f").get("x")).isEqualTo(1);
        assertThat(((Struct) back.schema().field("f").schema().defaultValue()).get("x"))
                .isEqualTo(1);
    }

    @Test
    void oneRecordServesBothImagesOfAnEnvelope() {
        Schema row = SchemaBuilder.struct()
                .name("s.Value")
                .optional()
                .field("id", Schema.INT64_SCHEMA)
                .build();
        Schema envelope = SchemaBuilder.struct()
                .name("s.Envelope")
                .field("before", row)
                .field("after", row)
                .build();
        Struct value = new Struct(envelope).put("after", new Struct(row).put("id", 1L));

        assertThat(roundTrip(envelope, value)).isEqualTo(value);
        assertThat(registry.schema(0).toString()).containsOnlyOnce("\"name\":\"Value\"");
    }

    @Test
    void structsOfOneNameButDifferentShapeStayApart() {
        Schema narrow = SchemaBuilder.struct()
                .name("g.Point")
                .field("x", Schema.INT32_SCHEMA)
                .build();
        Schema wide = SchemaBuilder.struct()
                .name("g.Point")
                .parameter("source", "POINT")
                .field("x", Schema.INT32_SCHEMA)
                .build();
        Schema both = SchemaBuilder.struct()
                .name("B")
                .field("a", narrow)
                .field("b", wide)
                .field("c", narrow)
                .build();
        Struct value = new Struct(both)
                .put("a", new Struct(narrow).put("x", 1))
                .put("b", new Struct(wide).put("x", 2))
                .put("c", new Struct(narrow).put("x", 3));

        assertThat(roundTrip(both, value)).isEqualTo(value);
    }

    @Test
    void restoresNamesThatAvroForbids() {
        Schema inner = SchemaBuilder.struct()
                .name("string")
                .field("a", Schema.INT32_SCHEMA)
                .build();
        Schema schema = SchemaBuilder.struct()
                .name("my-prefix.1db..ta ble.Wert")
                .field("a-b", Schema.INT32_SCHEMA)
                .field("a_b", Schema.INT32_SCHEMA)
                .field("_", Schema.INT32_SCHEMA)
                .field("1", Schema.INT32_SCHEMA)
                .field("größe", Schema.INT32_SCHEMA)
                .field("inner", inner)
                .build();
        Struct value = new Struct(schema)
                .put("a-b", 1)
                .put("a_b", 2)
                .put("_", 4)
                .put("1", 5)
                .put("größe", 6)
                .put("inner", new Struct(inner).put("a", 7));

        assertThat(roundTrip(schema, value)).isEqualTo(value);
    }

    @Test
    void carriesNestedCollections() {
        Schema unnamed =
                SchemaBuilder.struct().field("x", Schema.OPTIONAL_STRING_SCHEMA).build();
        Schema schema = SchemaBuilder.struct()
                .field(
                        "list",
                        SchemaBuilder.array(Schema.OPTIONAL_INT32_SCHEMA)
                                .optional()
                                .build())
                .field("map", SchemaBuilder.map(Schema.STRING_SCHEMA, unnamed).build())
                .field(
                        "byNumber",
                        SchemaBuilder.map(Schema.INT64_SCHEMA, Schema.OPTIONAL_STRING_SCHEMA)
                                .build())
                .field(
                        "byOptional",
                        SchemaBuilder.map(Schema.OPTIONAL_STRING_SCHEMA, Schema.INT32_SCHEMA)
                                .build())
                .field("empty", SchemaBuilder.array(unnamed).build())
                .build();
        Struct value = new Struct(schema)
                .put("list", Arrays.asList(1, null, 3))
                .put("map", Map.of("k", new Struct(unnamed)))
                .put("byNumber", Collections.singletonMap(1L, null))
                .put("byOptional", Collections.singletonMap(null, 1))
                .put("empty", List.of());

        assertThat(roundTrip(schema, value)).isEqualTo(value);
    }

    @Test
    void nullIsANullRecord() {
        assertThat(converter.fromConnectData(TOPIC, null, null)).isNull();
        assertThat(converter.fromConnectData(TOPIC, Schema.OPTIONAL_STRING_SCHEMA, null))
                .isNull();
        assertThat(converter.toConnectData(TOPIC, null)).isEqualTo(SchemaAndValue.NULL);
        assertThat(registry.subjects).isEmpty();
    }

    @Test
    void registersASchemaOncePerTopic() {
        converter.fromConnectData("a", Schema.INT32_SCHEMA, 1);
        converter.fromConnectData("a", SchemaBuilder.int32().build(), 2);
        converter.fromConnectData("a", SchemaBuilder.int32(), 2);
        converter.fromConnectData("b", Schema.INT32_SCHEMA, 3);
        assertThat(registry.subjects).containsExactly("a-value", "b-value");
    }

    @Test
    void saysWhichFieldDoesNotFit() {
        Schema schema = SchemaBuilder.struct()
                .name("R")
                .field("id", Schema.INT64_SCHEMA)
                .build();
        assertThatThrownBy(() -> converter.fromConnectData(TOPIC, schema, new Struct(schema)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining(TOPIC)
                .hasMessageContaining("\"id\"")
                .hasMessageContaining("neither optional nor has a default");
    }

    @Test
    void refusesAValueWithoutSchema() {
        assertThatThrownBy(() -> converter.fromConnectData(TOPIC, null, "text"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("without a schema");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "\0\0\0\0", "plain text"})
    void refusesWhatWasWrittenOtherwise(String text) {
        assertThatThrownBy(() -> converter.toConnectData(TOPIC, text.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("does not start with a schema id");
    }

    @Test
    void refusesARecordThatIsCutOff() {
        byte[] whole = converter.fromConnectData(TOPIC, Schema.STRING_SCHEMA, "a long enough text");
        assertThatThrownBy(() -> converter.toConnectData(TOPIC, Arrays.copyOf(whole, 10)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("cannot be read by its schema 0");
    }

    @Test
    void handsOnWhatCannotBeReadIfItIsTold() {
        converter.configure(
                Map.of(AvroConverter.REGISTRY_URL, "http://127.0.0.1:1/x", OnUnreadable.SETTING, "hand-on"), false);
        SchemaAndValue read = converter.toConnectData(TOPIC, new byte[] {7});
        assertThat(read.schema().name()).isEqualTo(UnreadablePart.SCHEMA);
        assertThat((String) read.value()).contains(TOPIC).contains("does not start with a schema id");
    }

    @Test
    void wantsARegistrysUrl() {
        AvroConverter unconfigured = new AvroConverter();
        assertThatThrownBy(() -> unconfigured.configure(Map.of(), false))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("schema.registry.url");
        assertThatThrownBy(() -> unconfigured.configure(Map.of(AvroConverter.REGISTRY_URL, "here"), false))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("here");
    }
}
