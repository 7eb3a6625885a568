package io.sluice.transformer.sequence;

import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * The highest value seen in a column.
 *
 * @param value never negative
 * @param limit the greatest value that the column's type holds
 */
public record HighWaterMark(long value, long limit) {

    public HighWaterMark {
        if (value < 0 || value > limit) {
            throw new IllegalArgumentException("a mark lies between 0 and " + limit + ", unlike " + value);
        }
    }

    /**
     * How far a reservation reaches ahead of this mark: the configured distance, but at most half of the values that
     * the column's type has left, so that PostgreSQL has values of its own as well.
     */
    long ahead(long distance) {
        return Math.min(distance, (limit - value) / 2);
    }

    public static Serde<HighWaterMark> serde() {
        return Serdes.serdeFrom((topic, mark) -> bytes(mark), (topic, bytes) -> parse(bytes));
    }

    private static byte[] bytes(HighWaterMark mark) {
        return mark == null
                ? null
                : ByteBuffer.allocate(2 * Long.BYTES)
                        .putLong(mark.value)
                        .putLong(mark.limit)
                        .array();
    }

    private static HighWaterMark parse(byte[] bytes) {
        if (bytes == null) {
            return null;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new HighWaterMark(buffer.getLong(), buffer.getLong());
    }
}
