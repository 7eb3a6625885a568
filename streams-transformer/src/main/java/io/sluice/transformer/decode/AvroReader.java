package io.sluice.transformer.decode;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;

/**
 * Reads the values of one schema as Java's natural types, without a generic record in between: integers, floating-point
 * numbers and booleans boxed; text as {@code String}; bytes as {@code ByteBuffer}, or {@code BigDecimal} if the schema
 * says that they are a decimal; arrays as {@code List}; nested records as {@code GenericRecord}.
 */
@FunctionalInterface
interface AvroReader {

    Object read(BinaryDecoder in) throws IOException;

    static AvroReader of(Schema schema) {
        return switch (schema.getType()) {
            case NULL ->
                in -> {
                    in.readNull();
                    return null;
                };
            case BOOLEAN -> BinaryDecoder::readBoolean;
            case INT -> BinaryDecoder::readInt;
            case LONG -> BinaryDecoder::readLong;
            case FLOAT -> BinaryDecoder::readFloat;
            case DOUBLE -> BinaryDecoder::readDouble;
            case STRING -> BinaryDecoder::readString;
            case BYTES -> bytes(schema);
            case FIXED -> fixed(schema.getFixedSize());
            case ENUM -> in -> schema.getEnumSymbols().get(in.readEnum());
            case ARRAY -> array(of(schema.getElementType()));
            case MAP -> map(of(schema.getValueType()));
            case UNION -> union(schema, AvroReader::of);
            case RECORD -> record(schema);
        };
    }

    /**
     * Reads a text, or a union of text and null, that is nearly always the same as the previous one. Not thread-safe.
     */
    static AvroReader repeating(Schema schema) {
        return switch (schema.getType()) {
            case STRING -> new RepeatedText();
            case UNION -> union(schema, AvroReader::repeating);
            default -> of(schema);
        };
    }

    /** Skips a value; what it returns has no meaning. */
    static AvroReader skipping(Schema schema) {
        return in -> {
            GenericDatumReader.skip(schema, in);
            return null;
        };
    }

    private static AvroReader bytes(Schema schema) {
        return ConnectSchema.decimalScale(schema)
                .<AvroReader>map(scale -> in -> new BigDecimal(new BigInteger(array(in.readBytes(null))), scale))
                .orElse(in -> in.readBytes(null));
    }

    private static byte[] array(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private static AvroReader fixed(int size) {
        return in -> {
            byte[] bytes = new byte[size];
            in.readFixed(bytes);
            return ByteBuffer.wrap(bytes);
        };
    }

    private static AvroReader array(AvroReader element) {
        return in -> {
            List<Object> items = new ArrayList<>();
            for (long left = in.readArrayStart(); left != 0; left = in.arrayNext()) {
                for (long i = 0; i < left; i++) {
                    items.add(element.read(in));
                }
            }
            return items;
        };
    }

    private static AvroReader map(AvroReader value) {
        return in -> {
            Map<String, Object> entries = new HashMap<>();
            for (long left = in.readMapStart(); left != 0; left = in.mapNext()) {
                for (long i = 0; i < left; i++) {
                    entries.put(in.readString(), value.read(in));
                }
            }
            return entries;
        };
    }

    private static AvroReader union(Schema schema, Function<Schema, AvroReader> branch) {
        AvroReader[] branches = schema.getTypes().stream().map(branch).toArray(AvroReader[]::new);
        return in -> branches[in.readIndex()].read(in);
    }

    private static AvroReader record(Schema schema) {
        AvroReader[] fields = fields(schema);
        return in -> {
            GenericData.Record record = new GenericData.Record(schema);
            for (int i = 0; i < fields.length; i++) {
                record.put(i, fields[i].read(in));
            }
            return record;
        };
    }

    /** The values of a record in the order of its fields, as {@code Object[]}. */
    static AvroReader row(Schema schema) {
        AvroReader[] fields = fields(schema);
        return in -> {
            Object[] row = new Object[fields.length];
            for (int i = 0; i < row.length; i++) {
                row[i] = fields[i].read(in);
            }
            return row;
        };
    }

    private static AvroReader[] fields(Schema schema) {
        return schema.getFields().stream().map(field -> of(field.schema())).toArray(AvroReader[]::new);
    }
}
