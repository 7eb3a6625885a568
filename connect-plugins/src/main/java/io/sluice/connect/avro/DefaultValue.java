package io.sluice.connect.avro;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/** A Connect schema's default value as JSON, in the form that {@code connect.default} has. */
final class DefaultValue {

    private DefaultValue() {}

    /** Strings, numbers, booleans, lists and maps; bytes as one character per byte, as Avro's own defaults are. */
    static Object toJson(Schema schema, Object value) {
        if (value == null) {
            return null;
        }
        Object plain = LogicalValue.of(schema).toPlain(schema, value);
        return switch (schema.type()) {
            case INT8, INT16 -> ((Number) plain).intValue();
            case INT32, INT64, BOOLEAN, STRING -> plain;
            case FLOAT32, FLOAT64 -> finite((Number) plain) ? plain : plain.toString();
            case BYTES -> new String(bytes(plain), StandardCharsets.ISO_8859_1);
            case ARRAY -> list(schema, (List<?>) plain);
            case MAP -> map(schema, (Map<?, ?>) plain);
            case STRUCT -> struct((Struct) plain);
        };
    }

    /** The reverse of {@link #toJson}; fails with any {@link RuntimeException} if {@code json} does not fit. */
    static Object fromJson(Schema schema, Object json) {
        if (json == null || json == org.apache.avro.JsonProperties.NULL_VALUE) {
            return null;
        }
        Object plain =
                switch (schema.type()) {
                    case INT8 -> (byte) integer(json, Byte.MIN_VALUE, Byte.MAX_VALUE);
                    case INT16 -> (short) integer(json, Short.MIN_VALUE, Short.MAX_VALUE);
                    case INT32 -> (int) integer(json, Integer.MIN_VALUE, Integer.MAX_VALUE);
                    case INT64 -> integer(json, Long.MIN_VALUE, Long.MAX_VALUE);
                    case FLOAT32 -> Float.valueOf(json.toString());
                    case FLOAT64 -> Double.valueOf(json.toString());
                    case BOOLEAN -> (Boolean) json;
                    case STRING -> (String) json;
                    case BYTES ->
                        json instanceof byte[] bytes ? bytes : ((String) json).getBytes(StandardCharsets.ISO_8859_1);
                    case ARRAY -> listFromJson(schema, (List<?>) json);
                    case MAP -> mapFromJson(schema, json);
                    case STRUCT -> structFromJson(schema, (Map<?, ?>) json);
                };
        return LogicalValue.of(schema).fromPlain(schema, plain);
    }

    private static boolean finite(Number number) {
        return Double.isFinite(number.doubleValue());
    }

    private static byte[] bytes(Object plain) {
        if (plain instanceof byte[] bytes) {
            return bytes;
        }
        ByteBuffer buffer = ((ByteBuffer) plain).duplicate();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static long integer(Object json, long min, long max) {
        if (!(json instanceof Integer || json instanceof Long)) {
            throw new IllegalArgumentException(json + " is no integer");
        }
        long value = ((Number) json).longValue();
        if (value < min || value > max) {
            throw new IllegalArgumentException(value + " is out of range");
        }
        return value;
    }

    private static List<Object> list(Schema schema, List<?> values) {
        List<Object> json = new ArrayList<>();
        values.forEach(value -> json.add(toJson(schema.valueSchema(), value)));
        return json;
    }

    private static List<Object> listFromJson(Schema schema, List<?> json) {
        List<Object> values = new ArrayList<>();
        json.forEach(item -> values.add(fromJson(schema.valueSchema(), item)));
        return values;
    }

    /** An object if the keys are strings, else a list of pairs. */
    private static Object map(Schema schema, Map<?, ?> values) {
        if (schema.keySchema().type() == Schema.Type.STRING) {
            Map<String, Object> json = new LinkedHashMap<>();
            values.forEach((key, value) -> json.put((String) key, toJson(schema.valueSchema(), value)));
            return json;
        }
        List<List<Object>> pairs = new ArrayList<>();
        values.forEach((key, value) ->
                pairs.add(List.of(toJson(schema.keySchema(), key), toJson(schema.valueSchema(), value))));
        return pairs;
    }

    private static Map<Object, Object> mapFromJson(Schema schema, Object json) {
        Map<Object, Object> values = new HashMap<>();
        if (json instanceof Map<?, ?> object) {
            object.forEach((key, value) -> values.put(key, fromJson(schema.valueSchema(), value)));
            return values;
        }
        for (Object pair : (List<?>) json) {
            List<?> entry = (List<?>) pair;
            values.put(fromJson(schema.keySchema(), entry.get(0)), fromJson(schema.valueSchema(), entry.get(1)));
        }
        return values;
    }

    private static Map<String, Object> struct(Struct struct) {
        Map<String, Object> json = new LinkedHashMap<>();
        for (Field field : struct.schema().fields()) {
            json.put(field.name(), toJson(field.schema(), struct.getWithoutDefault(field.name())));
        }
        return json;
    }

    private static Struct structFromJson(Schema schema, Map<?, ?> json) {
        Struct struct = new Struct(schema);
        for (Field field : schema.fields()) {
            struct.put(field, fromJson(field.schema(), json.get(field.name())));
        }
        return struct;
    }
}
