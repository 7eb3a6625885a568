package io.sluice.schema.plan;

import io.sluice.core.type.MySqlType;
import io.sluice.core.type.PgType;
import java.util.OptionalLong;

/**
 * Where an identity column starts: a distance ahead of MySQL's AUTO_INCREMENT, so that both sides can take inserts for
 * a while; never more than half of what is left of the type, so that neither side runs out first.
 */
final class IdentityStart {

    private IdentityStart() {}

    /** Empty if the target's type cannot be an identity column. */
    static OptionalLong of(MySqlType source, PgType target, long next, long distance) {
        OptionalLong largest = target.largestInteger();
        if (largest.isEmpty()) {
            return OptionalLong.empty();
        }
        long max = Math.min(largest.getAsLong(), largest(source));
        long room = Math.max(0, max - next);
        return OptionalLong.of(Math.max(1, Math.min(max, next + Math.min(distance, room / 2))));
    }

    /** Beyond this MySQL could not take the row back. */
    private static long largest(MySqlType type) {
        int bits =
                switch (type.kind()) {
                    case TINYINT -> 8;
                    case SMALLINT -> 16;
                    case MEDIUMINT -> 24;
                    case INT -> 32;
                    default -> 64;
                };
        int valueBits = type.unsigned() ? Math.min(bits, 63) : bits - 1;
        return -1L >>> (64 - valueBits);
    }
}
