package io.sluice.core.wire;

import io.sluice.core.model.TargetColumn;
import io.sluice.core.type.PgType;
import io.sluice.core.type.UnmappableValueException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.io.Encoder;

/** Writes the values of one column as {@link AvroTypes} describes them. */
@FunctionalInterface
interface ColumnWriter {

    void write(Object value, Encoder out) throws IOException;

    static ColumnWriter of(TargetColumn column) {
        ColumnWriter writer = of(column.type());
        return column.nullable() ? nullable(writer) : required(writer, column.name());
    }

    private static ColumnWriter nullable(ColumnWriter writer) {
        return (value, out) -> {
            if (value == null) {
                out.writeIndex(0);
                out.writeNull();
            } else {
                out.writeIndex(1);
                writer.write(value, out);
            }
        };
    }

    private static ColumnWriter required(ColumnWriter writer, String name) {
        return (value, out) -> writer.write(required(value, name), out);
    }

    /** @throws UnmappableValueException if there is no value */
    static Object required(Object value, String column) {
        if (value == null) {
            throw new UnmappableValueException("column " + column + ": it is NOT NULL, and the value is NULL");
        }
        return value;
    }

    private static ColumnWriter of(PgType type) {
        if (type instanceof PgType.Scalar scalar) {
            return scalar(scalar);
        }
        if (type instanceof PgType.ArrayOf array) {
            return array(of(array.element()));
        }
        return text();
    }

    private static ColumnWriter scalar(PgType.Scalar type) {
        return switch (type.base()) {
            case BOOLEAN -> (value, out) -> out.writeBoolean((Boolean) value);
            case SMALLINT, INTEGER, DATE -> (value, out) -> out.writeInt((Integer) value);
            case BIGINT, TIME, TIMESTAMP, TIMESTAMPTZ -> (value, out) -> out.writeLong((Long) value);
            case REAL -> (value, out) -> out.writeFloat((Float) value);
            case DOUBLE_PRECISION -> (value, out) -> out.writeDouble((Double) value);
            case NUMERIC -> AvroTypes.isDecimal(type) ? decimal() : text();
            case BYTEA -> (value, out) -> out.writeBytes((ByteBuffer) value);
            case TEXT, VARCHAR, CHAR, INTERVAL, JSON, JSONB, BIT, VARBIT, UUID, INET -> text();
        };
    }

    private static ColumnWriter text() {
        return (value, out) -> out.writeString((String) value);
    }

    private static ColumnWriter decimal() {
        return (value, out) ->
                out.writeBytes(((BigDecimal) value).unscaledValue().toByteArray());
    }

    private static ColumnWriter array(ColumnWriter element) {
        return (value, out) -> {
            List<?> items = (List<?>) value;
            out.writeArrayStart();
            out.setItemCount(items.size());
            for (Object item : items) {
                out.startItem();
                element.write(item, out);
            }
            out.writeArrayEnd();
        };
    }
}
