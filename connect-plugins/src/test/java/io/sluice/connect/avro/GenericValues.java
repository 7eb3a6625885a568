package io.sluice.connect.avro;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** Values as Avro's generic reader gives them, put into Connect's classes so that both can be compared. */
final class GenericValues {

    private GenericValues() {}

    static Object toConnect(Schema schema, Object avro) {
        if (avro == null) {
            return null;
        }
        Object plain = plain(schema, avro);
        // A reader that knows logical types has made the value already.
        return plain instanceof BigDecimal ? plain : LogicalValue.of(schema).fromPlain(schema, plain);
    }

    private static Object plain(Schema schema, Object avro) {
        return switch (schema.type()) {
            case INT8 -> ((Integer) avro).byteValue();
            case INT16 -> ((Integer) avro).shortValue();
            case INT32 -> int32(avro);
            case INT64 -> avro instanceof Instant instant ? instant.toEpochMilli() : avro;
            case FLOAT32, FLOAT64, BOOLEAN -> avro;
            case STRING -> avro.toString();
            case BYTES -> avro instanceof ByteBuffer buffer ? bytes(buffer) : avro;
            case ARRAY ->
                ((List<?>) avro)
                        .stream()
                                .map(item -> toConnect(schema.valueSchema(), item))
                                .toList();
            case MAP -> map(schema, avro);
            case STRUCT -> struct(schema, (GenericRecord) avro);
        };
    }

    private static Object int32(Object avro) {
        if (avro instanceof LocalDate date) {
            return Math.toIntExact(date.toEpochDay());
        }
        return avro instanceof LocalTime time ? Math.toIntExact(time.toNanoOfDay() / 1_000_000) : avro;
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    /** Entries, if the keys are no strings. */
    private static Map<Object, Object> map(Schema schema, Object avro) {
        Map<Object, Object> map = new HashMap<>();
        if (avro instanceof Map<?, ?> entries) {
            entries.forEach((key, value) -> map.put(key.toString(), toConnect(schema.valueSchema(), value)));
            return map;
        }
        for (Object entry : (List<?>) avro) {
            GenericRecord pair = (GenericRecord) entry;
            map.put(
                    toConnect(schema.keySchema(), pair.get(ConnectProperties.ENTRY_KEY)),
                    toConnect(schema.valueSchema(), pair.get(ConnectProperties.ENTRY_VALUE)));
        }
        return map;
    }

    private static Struct struct(Schema schema, GenericRecord avro) {
        Struct struct = new Struct(schema);
        for (Field field : schema.fields()) {
            struct.put(field, toConnect(field.schema(), avro.get(field.name())));
        }
        return struct;
    }
}
