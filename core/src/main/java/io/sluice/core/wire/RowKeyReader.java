package io.sluice.core.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.core.model.TargetColumn;
import io.sluice.core.model.TargetTable;
import io.sluice.core.type.PgType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads the keys of one table that {@link KeyEncoder} writes. Immutable and thread-safe. */
public final class RowKeyReader {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final TargetTable table;

    public RowKeyReader(TargetTable table) {
        this.table = table;
    }

    /**
     * The row of a key, as {@link PgType} prescribes its values; its other columns are null.
     *
     * @throws IllegalArgumentException if this is no key of the table, as after a change of its primary key
     */
    public Object[] row(String key) {
        JsonNode json = parse(key);
        int[] indexes = table.keyIndexes();
        if (indexes.length == 0 || !json.isObject() || json.size() != indexes.length) {
            throw notOne(key);
        }
        Object[] row = new Object[table.columns().size()];
        for (int index : indexes) {
            TargetColumn column = table.columns().get(index);
            JsonNode value = json.get(column.name());
            if (value == null) {
                throw notOne(key);
            }
            row[index] = value(column.type(), value, key);
        }
        return row;
    }

    private JsonNode parse(String key) {
        try {
            return JSON.readTree(key);
        } catch (JsonProcessingException e) {
            throw notOne(key);
        }
    }

    private IllegalArgumentException notOne(String key) {
        return new IllegalArgumentException("table " + table.id() + " has another primary key than " + key);
    }

    private Object value(PgType type, JsonNode value, String key) {
        if (type instanceof PgType.Scalar scalar) {
            return scalar(scalar, value, key);
        }
        return type instanceof PgType.ArrayOf array ? items(array.element(), value, key) : value.asText();
    }

    private List<Object> items(PgType element, JsonNode value, String key) {
        List<Object> items = new ArrayList<>();
        value.forEach(item -> items.add(value(element, item, key)));
        return items;
    }

    private Object scalar(PgType.Scalar type, JsonNode value, String key) {
        return switch (type.base()) {
            case BOOLEAN -> value.asBoolean();
            case SMALLINT, INTEGER, DATE -> integer(value, key);
            case BIGINT, TIME, TIMESTAMP, TIMESTAMPTZ -> bigint(value, key);
            case REAL -> (float) number(value, key).doubleValue();
            case DOUBLE_PRECISION -> number(value, key).doubleValue();
            case NUMERIC ->
                AvroTypes.isDecimal(type)
                        ? number(value, key).decimalValue().setScale(AvroTypes.scale(type))
                        : value.asText();
            case BYTEA -> bytes(value, key);
            case BIT -> "0".repeat(Math.max(0, bits(type) - value.asText().length())) + value.asText();
            case TEXT, VARCHAR, CHAR, INTERVAL, JSON, JSONB, VARBIT, UUID, INET -> value.asText();
        };
    }

    private Integer integer(JsonNode value, String key) {
        if (!value.canConvertToInt()) {
            throw notOne(key);
        }
        return value.intValue();
    }

    private Long bigint(JsonNode value, String key) {
        if (!value.canConvertToLong()) {
            throw notOne(key);
        }
        return value.longValue();
    }

    private JsonNode number(JsonNode value, String key) {
        if (!value.isNumber()) {
            throw notOne(key);
        }
        return value;
    }

    private static int bits(PgType.Scalar type) {
        return type.modifiers().isEmpty() ? 1 : type.modifiers().get(0);
    }

    private ByteBuffer bytes(JsonNode value, String key) {
        try {
            return ByteBuffer.wrap(value.binaryValue());
        } catch (IOException e) {
            throw notOne(key);
        }
    }
}
