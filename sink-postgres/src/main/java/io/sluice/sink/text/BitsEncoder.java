package io.sluice.sink.text;

import java.nio.ByteBuffer;
import org.apache.kafka.connect.errors.DataException;

/**
 * Writes Debezium's {@code Bits}, bytes with the least significant first, as so many 0s and 1s.
 *
 * @param length the number of bits, those that count least last
 */
public record BitsEncoder(int length) implements ValueEncoder {

    public BitsEncoder {
        if (length < 1) {
            throw new DataException("bits need a length of 1 or more, unlike " + length);
        }
    }

    @Override
    public void encode(Object value, StringBuilder out) {
        ByteBuffer bytes = value instanceof byte[] array ? ByteBuffer.wrap(array) : ((ByteBuffer) value).duplicate();
        int first = bytes.position();
        for (int bit = length - 1; bit >= 0; bit--) {
            int index = bit / 8;
            boolean set = index < bytes.remaining() && (bytes.get(first + index) >> (bit % 8) & 1) == 1;
            out.append(set ? '1' : '0');
        }
    }

    @Override
    public Quoting quoting() {
        return Quoting.NEVER;
    }
}
