package io.sluice.connect.avro;

import static org.assertj.core.api.Assertions.assertThat;

import io.apicurio.registry.serde.avro.AvroKafkaDeserializer;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The converter with a real Apicurio Registry, and its records read by Apicurio's own deserializer. */
class ApicurioIT {

    private static final String TOPIC = "p.mysql.shop.every-type";

    private static ApicurioRegistry registry;

    @BeforeAll
    static void start() throws Exception {
        registry = ApicurioRegistry.start();
    }

    @AfterAll
    static void stop() throws Exception {
        registry.close();
    }

    private static AvroConverter converter() {
        AvroConverter converter = new AvroConverter();
        converter.configure(
                Map.of(AvroConverter.REGISTRY_URL, registry.confluentUrl().toString()), false);
        return converter;
    }

    @Test
    void anotherConverterReadsTheRecordFromTheRegistry() {
        Struct insert = DebeziumTypes.insert();
        byte[] record = converter().fromConnectData(TOPIC, insert.schema(), insert);

        SchemaAndValue back = converter().toConnectData(TOPIC, record);
        assertThat(back.schema()).isEqualTo(insert.schema());
        assertThat(back.value()).isEqualTo(insert);
    }

    @Test
    void aSchemaHasOneIdWhoeverRegistersIt() {
        Struct insert = DebeziumTypes.insert();
        byte[] first = converter().fromConnectData(TOPIC, insert.schema(), insert);
        byte[] second =
                converter().fromConnectData(TOPIC, DebeziumTypes.insert().schema(), insert);
        assertThat(second).isEqualTo(first);
    }

    @Test
    void apicuriosDeserializerReadsEveryType() {
        Struct insert = DebeziumTypes.insert();
        byte[] record = converter().fromConnectData(TOPIC, insert.schema(), insert);
        GenericRecord envelope;
        try (AvroKafkaDeserializer<GenericRecord> deserializer = new AvroKafkaDeserializer<>()) {
            deserializer.configure(
                    Map.of("apicurio.registry.url", registry.nativeUrl().toString()), false);
            envelope = deserializer.deserialize(TOPIC, record);
        }

        assertThat(envelope.get("op")).hasToString("c");
        assertThat(envelope.get("before")).isNull();
        GenericRecord after = (GenericRecord) envelope.get("after");
        for (DebeziumTypes.Column column : DebeziumTypes.columns()) {
            assertThat(GenericValues.toConnect(column.schema(), after.get(column.name())))
                    .as(column.schema().name())
                    .isEqualTo(column.value());
        }
    }
}
