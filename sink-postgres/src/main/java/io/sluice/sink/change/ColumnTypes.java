package io.sluice.sink.change;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.core.wire.SchemaProperties;
import io.sluice.sink.change.TableShape.TypeOrigin;
import io.sluice.sink.text.ListEncoder;
import io.sluice.sink.text.ScalarEncoder;
import io.sluice.sink.text.ValueEncoder;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;

/**
 * Reads a column's type from a Connect schema: the type it names itself in {@code pg.type}, or else the type that
 * holds every value of the schema.
 */
final class ColumnTypes {

    /** What the Avro converter calls a logical type that Connect has no type for. */
    private static final String AVRO_LOGICAL_TYPE = "avro.logicalType";

    private static final ObjectMapper JSON = new ObjectMapper();

    private ColumnTypes() {}

    /** @throws DataException if no column can hold such values */
    static ColumnType of(Schema schema) {
        Map<String, String> parameters = schema.parameters() == null ? Map.of() : schema.parameters();
        ColumnType derived = derived(schema, parameters);
        String named = parameters.get(SchemaProperties.TYPE);
        return new ColumnType(
                named == null ? derived.sql() : named,
                named == null ? TypeOrigin.DERIVED : TypeOrigin.DECLARED,
                derived.encoder(),
                labels(parameters.get(SchemaProperties.ENUM_LABELS)));
    }

    private static ColumnType derived(Schema schema, Map<String, String> parameters) {
        String avro = parameters.get(AVRO_LOGICAL_TYPE);
        if (avro != null && schema.type() == Schema.Type.INT64) {
            return avroLogical(avro);
        }
        ColumnType logical = schema.name() == null ? null : LogicalTypes.of(schema, parameters);
        return logical == null ? primitive(schema) : logical;
    }

    private static ColumnType avroLogical(String name) {
        return switch (name) {
            case "timestamp-micros" -> type("timestamptz", ScalarEncoder.INSTANT_MICROS);
            case "local-timestamp-micros" -> type("timestamp", ScalarEncoder.TIMESTAMP_MICROS);
            case "time-micros" -> type("time", ScalarEncoder.TIME_MICROS);
            default -> type("bigint", ScalarEncoder.INTEGER);
        };
    }

    private static ColumnType primitive(Schema schema) {
        return switch (schema.type()) {
            case BOOLEAN -> type("boolean", ScalarEncoder.BOOLEAN);
            case INT8, INT16 -> type("smallint", ScalarEncoder.INTEGER);
            case INT32 -> type("integer", ScalarEncoder.INTEGER);
            case INT64 -> type("bigint", ScalarEncoder.INTEGER);
            case FLOAT32 -> type("real", ScalarEncoder.REAL);
            case FLOAT64 -> type("double precision", ScalarEncoder.DOUBLE);
            case STRING -> type("text", ScalarEncoder.TEXT);
            case BYTES -> type("bytea", ScalarEncoder.BYTES);
            case ARRAY -> array(schema.valueSchema());
            case MAP, STRUCT ->
                throw new DataException("no column can hold a " + schema.type() + " (schema " + schema.name()
                        + "): flatten it with a transform, or convert it to JSON text");
        };
    }

    private static ColumnType array(Schema elementSchema) {
        if (elementSchema.type() == Schema.Type.ARRAY) {
            throw new DataException("no column can hold an array of arrays: convert it to JSON text");
        }
        ColumnType element = of(elementSchema);
        return type(element.sql() + "[]", new ListEncoder(element.encoder()));
    }

    static ColumnType type(String sql, ValueEncoder encoder) {
        return new ColumnType(sql, TypeOrigin.DERIVED, encoder, List.of());
    }

    private static List<String> labels(String json) {
        if (json == null) {
            return List.of();
        }
        try {
            return JSON.readValue(json, new TypeReference<List<String>>() {});
        } catch (JsonProcessingException e) {
            throw new DataException(
                    "the schema parameter " + SchemaProperties.ENUM_LABELS + " is no JSON array of strings: " + json,
                    e);
        }
    }
}
