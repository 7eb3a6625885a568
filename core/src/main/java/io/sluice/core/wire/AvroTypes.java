package io.sluice.core.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.core.type.PgType;
import java.util.List;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** The Avro schema of every PostgreSQL type: standard logical types, with the exact type as a property beside them. */
final class AvroTypes {

    private static final ObjectMapper JSON = new ObjectMapper();

    private AvroTypes() {}

    static Schema schema(PgType type) {
        Schema schema = bare(type);
        schema.addProp(SchemaProperties.TYPE, type.sql());
        type.enumType().ifPresent(enumType -> schema.addProp(SchemaProperties.ENUM_LABELS, json(enumType.labels())));
        return schema;
    }

    private static Schema bare(PgType type) {
        if (type instanceof PgType.Scalar scalar) {
            return scalar(scalar);
        }
        if (type instanceof PgType.ArrayOf array) {
            return Schema.createArray(bare(array.element()));
        }
        return Schema.create(Schema.Type.STRING);
    }

    private static Schema scalar(PgType.Scalar type) {
        return switch (type.base()) {
            case BOOLEAN -> Schema.create(Schema.Type.BOOLEAN);
            case SMALLINT, INTEGER -> Schema.create(Schema.Type.INT);
            case BIGINT -> Schema.create(Schema.Type.LONG);
            case REAL -> Schema.create(Schema.Type.FLOAT);
            case DOUBLE_PRECISION -> Schema.create(Schema.Type.DOUBLE);
            case NUMERIC ->
                isDecimal(type)
                        ? logical(
                                Schema.Type.BYTES,
                                LogicalTypes.decimal(type.modifiers().get(0), scale(type)))
                        : Schema.create(Schema.Type.STRING);
            case BYTEA -> Schema.create(Schema.Type.BYTES);
            case DATE -> logical(Schema.Type.INT, LogicalTypes.date());
            case TIME -> logical(Schema.Type.LONG, LogicalTypes.timeMicros());
            case TIMESTAMP -> logical(Schema.Type.LONG, LogicalTypes.localTimestampMicros());
            case TIMESTAMPTZ -> logical(Schema.Type.LONG, LogicalTypes.timestampMicros());
            case TEXT, VARCHAR, CHAR, INTERVAL, JSON, JSONB, BIT, VARBIT, UUID, INET ->
                Schema.create(Schema.Type.STRING);
        };
    }

    /** Without a precision there is no bound to give to Avro, and the value goes as text. */
    static boolean isDecimal(PgType.Scalar type) {
        return type.base() == PgType.Base.NUMERIC && !type.modifiers().isEmpty();
    }

    static int scale(PgType.Scalar numeric) {
        return numeric.modifiers().size() == 2 ? numeric.modifiers().get(1) : 0;
    }

    private static Schema logical(Schema.Type type, LogicalType logicalType) {
        return logicalType.addToSchema(Schema.create(type));
    }

    private static String json(List<String> labels) {
        try {
            return JSON.writeValueAsString(labels);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a list of strings is always JSON", e);
        }
    }
}
