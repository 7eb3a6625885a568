package io.sluice.core.type;

import java.nio.ByteBuffer;

/** Conversions of BIT, which Debezium gives as a Boolean for one bit and as little-endian bytes for more. */
final class Bits {

    private Bits() {}

    static ValueConversion single() {
        return value -> {
            if (value instanceof Boolean) {
                return value;
            }
            if (value instanceof ByteBuffer bytes) {
                return bytes.hasRemaining() && (bytes.get(bytes.position()) & 1) == 1;
            }
            throw new UnmappableValueException("'" + value + "' is no bit");
        };
    }

    /** 0s and 1s, the most significant bit first, as PostgreSQL writes bit(n). */
    static ValueConversion text(int bits) {
        return value -> {
            if (value instanceof Boolean bit && bits == 1) {
                return bit ? "1" : "0";
            }
            if (!(value instanceof ByteBuffer bytes)) {
                throw new UnmappableValueException("'" + value + "' is no string of bits");
            }
            StringBuilder text = new StringBuilder(bits);
            BitText.append(bytes, bits, text);
            return text.toString();
        };
    }
}
