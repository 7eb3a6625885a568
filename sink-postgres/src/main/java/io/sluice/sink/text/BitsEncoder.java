package io.sluice.sink.text;

import io.sluice.core.type.BitText;
import java.nio.ByteBuffer;
import org.apache.kafka.connect.errors.DataException;

/**
 * Writes Debezium's {@code Bits}, which are bytes with the least significant first.
 *
 * @param length the number of bits
 */
public record BitsEncoder(int length) implements ValueEncoder {

    public BitsEncoder {
        if (length < 1) {
            throw new DataException("bits need a length of 1 or more, unlike " + length);
        }
    }

    @Override
    public void encode(Object value, StringBuilder out) {
        ByteBuffer bytes = value instanceof byte[] array ? ByteBuffer.wrap(array) : (ByteBuffer) value;
        BitText.append(bytes, length, out);
    }

    @Override
    public Quoting quoting() {
        return Quoting.NEVER;
    }
}
