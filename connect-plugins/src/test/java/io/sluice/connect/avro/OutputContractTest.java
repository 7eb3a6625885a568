package io.sluice.connect.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that Avro's own writer made of plain Avro, as on the output topics, read as Connect data. */
class OutputContractTest {

    private static final String ORDERS = """
            {"type":"record","name":"orders","namespace":"shop","pg.schema":"shop","pg.table":"orders","fields":[
              {"name":"id","type":{"type":"long","pg.type":"bigint"}},
              {"name":"unit_price","sluice.name":"unit price","type":["null",{"type":"bytes","logicalType":"decimal",
                "precision":12,"scale":2,"pg.type":"numeric(12,2)"}],"default":null},
              {"name":"state","type":["null",{"type":"string","pg.type":"shop.state","pg.enum":"[\\"a\\",\\"b\\"]"}],
                "default":null},
              {"name":"day","type":{"type":"int","logicalType":"date","pg.type":"date"}},
              {"name":"at","type":{"type":"long","logicalType":"timestamp-micros","pg.type":"timestamp with time zone"}},
              {"name":"local","type":{"type":"long","logicalType":"local-timestamp-micros","pg.type":"timestamp"}},
              {"name":"clock","type":["null",{"type":"long","logicalType":"time-micros","pg.type":"time"}],"default":null},
              {"name":"tags","type":{"type":"array","items":"string","pg.type":"text[]"}},
              {"name":"raw","type":["null",{"type":"bytes","pg.type":"bytea"}],"default":null}]}""";

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final AvroConverter converter = new AvroConverter(url -> registry);

    @BeforeEach
    void configure() {
        converter.configure(Map.of(AvroConverter.REGISTRY_URL, "http://127.0.0.1:1/x"), false);
    }

    private SchemaAndValue read(Schema schema, Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(ByteBuffer.allocate(5)
                .putInt(1, registry.register("t-value", schema))
                .array());
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
        new GenericDatumWriter<>(schema).write(value, encoder);
        encoder.flush();
        return converter.toConnectData("t", bytes.toByteArray());
    }

    @Test
    void readsARowWithItsPostgreSqlTypes() throws IOException {
        Schema avro = new Schema.Parser().parse(ORDERS);
        GenericRecord row = new GenericData.Record(avro);
        row.put("id", 7L);
        row.put(
                "unit_price",
                ByteBuffer.wrap(new BigDecimal("-1.50").unscaledValue().toByteArray()));
        row.put("day", 1);
        row.put("at", 1_000_001L);
        row.put("local", 2_000_002L);
        row.put("tags", List.of("x", "y"));

        SchemaAndValue read = read(avro, row);

        org.apache.kafka.connect.data.Schema schema = read.schema();
        assertThat(schema.name()).isEqualTo("shop.orders");
        assertThat(schema.parameters()).isEqualTo(Map.of("pg.schema", "shop", "pg.table", "orders"));
        assertThat(schema.field("unit price").schema())
                .returns(Decimal.LOGICAL_NAME, org.apache.kafka.connect.data.Schema::name)
                .returns(true, org.apache.kafka.connect.data.Schema::isOptional)
                .returns(
                        Map.of("scale", "2", "connect.decimal.precision", "12", "pg.type", "numeric(12,2)"),
                        org.apache.kafka.connect.data.Schema::parameters);
        assertThat(schema.field("state").schema().parameters())
                .isEqualTo(Map.of("pg.type", "shop.state", "pg.enum", "[\"a\",\"b\"]"));
        assertThat(schema.field("day").schema().name()).isEqualTo(Date.LOGICAL_NAME);
        assertThat(schema.field("at").schema().parameters()).containsEntry("avro.logicalType", "timestamp-micros");
        assertThat(schema.field("local").schema().parameters())
                .containsEntry("avro.logicalType", "local-timestamp-micros");
        assertThat(schema.field("clock").schema().parameters()).containsEntry("avro.logicalType", "time-micros");
        assertThat(schema.field("tags").schema().parameters()).containsEntry("pg.type", "text[]");

        Struct struct = (Struct) read.value();
        assertThat(struct.get("id")).isEqualTo(7L);
        assertThat(struct.get("unit price")).isEqualTo(new BigDecimal("-1.50"));
        assertThat(struct.get("day")).isEqualTo(Date.toLogical(Date.SCHEMA, 1));
        assertThat(struct.get("at")).isEqualTo(1_000_001L);
        assertThat(struct.get("local")).isEqualTo(2_000_002L);
        assertThat(struct.get("clock")).isNull();
        assertThat(struct.get("tags")).isEqualTo(List.of("x", "y"));
    }

    @Test
    void readsATruncate() throws IOException {
        Schema avro = new Schema.Parser()
                .parse(
                        "{\"type\":\"record\",\"name\":\"Truncate\",\"fields\":[],\"pg.schema\":\"s\",\"pg.table\":\"t\"}");
        SchemaAndValue read = read(avro, new GenericData.Record(avro));
        assertThat(read.schema().name()).isEqualTo("Truncate");
        assertThat(read.schema().parameters()).isEqualTo(Map.of("pg.schema", "s", "pg.table", "t"));
    }

    @Test
    void readsEnumsAndFixedOfStrangers() throws IOException {
        Schema kind = Schema.createEnum("Kind", null, null, List.of("A", "B"));
        assertThat(read(kind, new GenericData.EnumSymbol(kind, "B")).value()).isEqualTo("B");
        Schema fixed = Schema.createFixed("Two", null, null, 2);
        assertThat(read(fixed, new GenericData.Fixed(fixed, new byte[] {1, 2})).value())
                .isEqualTo(new byte[] {1, 2});
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"null\",\"int\",\"string\"]",
                "\"null\"",
                "{\"type\":\"record\",\"name\":\"Node\",\"fields\":[{\"name\":\"next\",\"type\":[\"null\",\"Node\"]}]}"
            })
    void refusesWhatConnectCannotHold(String schema) {
        int id = registry.register("t-value", new Schema.Parser().parse(schema));
        byte[] record = ByteBuffer.allocate(6).putInt(1, id).array();
        assertThatThrownBy(() -> converter.toConnectData("t", record))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Kafka Connect");
    }
}
