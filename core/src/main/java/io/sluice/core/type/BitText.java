package io.sluice.core.type;

import java.nio.ByteBuffer;

/** Writes bits as PostgreSQL prints them. */
public final class BitText {

    private BitText() {}

    /**
     * Appends 0s and 1s, the most significant bit first.
     *
     * @param littleEndian bytes with the least significant first, which stay unread; bits that they do not have are 0
     * @param bits how many to append
     */
    public static void append(ByteBuffer littleEndian, int bits, StringBuilder out) {
        int first = littleEndian.position();
        for (int bit = bits - 1; bit >= 0; bit--) {
            int index = bit / Byte.SIZE;
            boolean set =
                    index < littleEndian.remaining() && (littleEndian.get(first + index) >> (bit % Byte.SIZE) & 1) == 1;
            out.append(set ? '1' : '0');
        }
    }
}
