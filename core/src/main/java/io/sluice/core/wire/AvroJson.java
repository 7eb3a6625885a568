package io.sluice.core.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.DecoderFactory;

/**
 * Avro as JSON for people: columns by their true names, decimals as numbers, dates and times in ISO form, bytes in Base64. No
 * stage reads it.
 */
public final class AvroJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final long NANOS_PER_MICRO = 1_000;

    private AvroJson() {}

    /**
     * Reads a record.
     *
     * @param record with the header of the wire format
     * @throws IllegalArgumentException if the bytes are not what the schema says, as where they were cut off
     */
    public static JsonNode of(byte[] record, Schema schema) {
        try {
            Object value = new GenericDatumReader<>(schema)
                    .read(
                            null,
                            DecoderFactory.get()
                                    .binaryDecoder(
                                            record,
                                            WireFormat.HEADER_BYTES,
                                            record.length - WireFormat.HEADER_BYTES,
                                            null));
            return node(schema, value);
        } catch (IOException | AvroRuntimeException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("the bytes do not fit their schema: " + e, e);
        }
    }

    private static JsonNode node(Schema schema, Object value) {
        return switch (schema.getType()) {
            case NULL -> JSON.nullNode();
            case UNION -> node(schema.getTypes().get(GenericData.get().resolveUnion(schema, value)), value);
            case RECORD -> object(schema, (IndexedRecord) value);
            case ARRAY -> array(schema.getElementType(), (List<?>) value);
            case BYTES -> bytes(schema, (ByteBuffer) value);
            case INT -> integer(schema, (Integer) value);
            case LONG -> bigint(schema, (Long) value);
            case BOOLEAN -> JSON.booleanNode((Boolean) value);
            case FLOAT -> JSON.numberNode((Float) value);
            case DOUBLE -> JSON.numberNode((Double) value);
            case STRING, ENUM, MAP, FIXED -> JSON.textNode(value.toString());
        };
    }

    private static ObjectNode object(Schema schema, IndexedRecord record) {
        ObjectNode object = JSON.objectNode();
        for (Schema.Field field : schema.getFields()) {
            String name = field.getProp(SchemaProperties.NAME);
            object.set(name == null ? field.name() : name, node(field.schema(), record.get(field.pos())));
        }
        return object;
    }

    private static ArrayNode array(Schema element, List<?> items) {
        ArrayNode array = JSON.arrayNode();
        items.forEach(item -> array.add(node(element, item)));
        return array;
    }

    private static JsonNode bytes(Schema schema, ByteBuffer value) {
        byte[] bytes = new byte[value.remaining()];
        value.duplicate().get(bytes);
        if (!kind(schema).equals("decimal")) {
            return JSON.textNode(Base64.getEncoder().encodeToString(bytes));
        }
        int scale = schema.getObjectProp("scale") instanceof Number digits ? digits.intValue() : 0;
        return JSON.numberNode(new BigDecimal(new BigInteger(bytes), scale));
    }

    private static JsonNode integer(Schema schema, int value) {
        return switch (kind(schema)) {
            case "date", "io.debezium.time.Date" ->
                JSON.textNode(LocalDate.ofEpochDay(value).toString());
            default -> JSON.numberNode(value);
        };
    }

    /** MySQL's TIME goes beyond a day, and then stays a number of microseconds. */
    private static JsonNode bigint(Schema schema, long value) {
        return switch (kind(schema)) {
            case "time-micros", "io.debezium.time.MicroTime" ->
                value >= 0 && value < ChronoUnit.DAYS.getDuration().toNanos() / NANOS_PER_MICRO
                        ? JSON.textNode(
                                LocalTime.ofNanoOfDay(value * NANOS_PER_MICRO).toString())
                        : JSON.numberNode(value);
            case "timestamp-micros" ->
                JSON.textNode(instant(value, ChronoUnit.MICROS).toString());
            case "local-timestamp-micros", "io.debezium.time.MicroTimestamp" ->
                JSON.textNode(local(value, ChronoUnit.MICROS));
            case "io.debezium.time.Timestamp" -> JSON.textNode(local(value, ChronoUnit.MILLIS));
            default -> JSON.numberNode(value);
        };
    }

    private static Instant instant(long value, ChronoUnit unit) {
        return Instant.EPOCH.plus(value, unit);
    }

    private static String local(long value, ChronoUnit unit) {
        return instant(value, unit).atOffset(ZoneOffset.UTC).toLocalDateTime().toString();
    }

    /** What a value means: Avro's logical type, or what Connect calls a type of Debezium's. */
    private static String kind(Schema schema) {
        String name = schema.getProp("connect.name");
        String logical = schema.getProp("logicalType");
        return logical != null ? logical : name == null ? "" : name;
    }
}
