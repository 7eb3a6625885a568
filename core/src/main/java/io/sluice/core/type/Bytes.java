package io.sluice.core.type;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.apache.avro.generic.GenericRecord;

/** Conversions to bytea. */
final class Bytes {

    /** PostGIS's flag in the type of a geometry that is followed by an SRID. */
    private static final int HAS_SRID = 0x20000000;

    /** PostGIS makes another one of a higher SRID, and says so to nobody but the client. */
    private static final int MAX_SRID = 999_999;

    private Bytes() {}

    static ValueConversion bytes() {
        return Bytes::buffer;
    }

    /** A text's characters in UTF-8; bytes as they are. */
    static ValueConversion utf8() {
        return value -> value instanceof ByteBuffer
                ? value
                : ByteBuffer.wrap(Texts.decoded(value.toString()).getBytes(StandardCharsets.UTF_8));
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

    /** The geometry as PostGIS prints it: well-known binary with the SRID after the type, in hexadecimal digits. */
    static ValueConversion extendedWellKnownBinary() {
        return value -> {
            if (value instanceof GenericRecord geometry && geometry.get("wkb") != null) {
                int srid = geometry.get("srid") instanceof Integer number ? number : 0;
                return extended(buffer(geometry.get("wkb")).duplicate(), srid);
            }
            throw new UnmappableValueException("'" + value + "' is no geometry");
        };
    }

    private static String extended(ByteBuffer wkb, int srid) {
        if (wkb.remaining() < 1 + Integer.BYTES) {
            throw new UnmappableValueException("a geometry of " + wkb.remaining() + " bytes is cut short");
        }
        if (srid < 0 || srid > MAX_SRID) {
            throw new UnmappableValueException("PostGIS cannot hold the SRID " + Integer.toUnsignedString(srid)
                    + ", only those up to " + MAX_SRID);
        }
        ByteBuffer extended = ByteBuffer.allocate(wkb.remaining() + Integer.BYTES);
        byte order = wkb.get();
        ByteOrder byteOrder = order == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        extended.put(order).order(byteOrder);
        int type = wkb.order(byteOrder).getInt();
        if (srid == 0) {
            extended.putInt(type);
        } else {
            extended.putInt(type | HAS_SRID).putInt(srid);
        }
        extended.put(wkb).flip();
        return HexFormat.of().withUpperCase().formatHex(extended.array(), 0, extended.limit());
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
