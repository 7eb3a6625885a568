package io.sluice.core.type;

import io.sluice.core.mapping.UnmappableValueException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.generic.GenericRecord;

/** Conversions to bytea. */
final class Bytes {

    private Bytes() {}

    static ValueConversion bytes() {
        return Bytes::buffer;
    }

    /** A text's characters in UTF-8; bytes as they are. */
    static ValueConversion utf8() {
        return value -> value instanceof ByteBuffer
                ? value
                : ByteBuffer.wrap(value.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** BINARY(n): the binary log leaves trailing zero bytes out, a SELECT does not. */
    static ValueConversion padded(int length) {
        return value -> {
            ByteBuffer bytes = buffer(value);
            return bytes.remaining() >= length
                    ? bytes
                    : ByteBuffer.allocate(length).put(bytes.duplicate()).rewind();
        };
    }

    /** The geometry without its SRID, which WKB has no place for. */
    static ValueConversion wellKnownBinary() {
        return value -> {
            if (value instanceof GenericRecord geometry && geometry.get("wkb") != null) {
                return buffer(geometry.get("wkb"));
            }
            throw new UnmappableValueException("'" + value + "' is no geometry");
        };
    }

    private static ByteBuffer buffer(Object value) {
        if (value instanceof ByteBuffer bytes) {
            return bytes;
        }
        if (value instanceof byte[] bytes) {
            return ByteBuffer.wrap(bytes);
        }
        throw new UnmappableValueException("'" + value + "' is no string of bytes");
    }
}
