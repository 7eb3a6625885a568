package io.sluice.core.sequence;

import java.nio.ByteBuffer;

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
    public long ahead(long distance) {
        return Math.min(distance, (limit - value) / 2);
    }

    /** The mark as the value of a record. */
    public byte[] bytes() {
        return ByteBuffer.allocate(2 * Long.BYTES).putLong(value).putLong(limit).array();
    }

    /** Reads what {@link #bytes} writes. */
    public static HighWaterMark parse(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new HighWaterMark(buffer.getLong(), buffer.getLong());
    }
}
