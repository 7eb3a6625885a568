package io.sluice.transformer.sequence;

import io.sluice.core.sequence.HighWaterMark;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * The values that PostgreSQL does not use because they are reserved for MySQL: all up to {@code reserved}.
 *
 * @param mark the high-water mark when this was decided
 * @param reserved at least the mark
 */
public record Reservation(long mark, long reserved) {

    public Reservation {
        if (reserved < mark) {
            throw new IllegalArgumentException("reserved " + reserved + " is below the mark " + mark);
        }
    }

    /** The reservation that begins at a mark. */
    static Reservation of(HighWaterMark mark, long distance) {
        return new Reservation(mark.value(), mark.value() + mark.ahead(distance));
    }

    /**
     * The reservation that has to replace this one for a higher mark; empty if this one is still sufficient. It is
     * sufficient until a quarter of the distance is used up. Another quarter may be used up before a mark arrives here
     * (see {@link HighWaterMarks}). So half of the distance is always left.
     */
    Optional<Reservation> raised(HighWaterMark next, long distance) {
        long ahead = next.ahead(distance);
        boolean enough = reserved - next.value() >= ahead - ahead / 4;
        return enough || next.value() <= mark ? Optional.empty() : Optional.of(of(next, distance));
    }

    public static Serde<Reservation> serde() {
        return Serdes.serdeFrom((topic, reservation) -> bytes(reservation), (topic, bytes) -> parse(bytes));
    }

    private static byte[] bytes(Reservation reservation) {
        return reservation == null
                ? null
                : ByteBuffer.allocate(2 * Long.BYTES)
                        .putLong(reservation.mark)
                        .putLong(reservation.reserved)
                        .array();
    }

    private static Reservation parse(byte[] bytes) {
        if (bytes == null) {
            return null;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new Reservation(buffer.getLong(), buffer.getLong());
    }
}
