package io.sluice.sink.binary;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.apache.kafka.connect.errors.DataException;

/**
 * Decimals as {@code numeric_recv} reads them: digits to the base of 10,000, the weight of the first, the sign, and how
 * many decimal digits follow the point.
 */
final class NumericForm {

    private static final int BASE = 10_000;
    private static final int DIGITS_PER_GROUP = 4;
    private static final BigInteger BIG_BASE = BigInteger.valueOf(BASE);
    private static final short POSITIVE = 0x0000;
    private static final short NEGATIVE = 0x4000;
    /** The most digits after the point that PostgreSQL keeps. */
    private static final int MAX_SCALE = 16_383;

    private static final long[] POWERS = {1, 10, 100, 1_000};
    /** Digits of a long, and one more for those that make the last group full. */
    private static final int LONG_GROUPS = 6;

    private NumericForm() {}

    static void encode(Object value, CopyBuffer out) {
        BigDecimal decimal = (BigDecimal) value;
        if (decimal.scale() > MAX_SCALE) {
            throw new DataException("PostgreSQL keeps at most " + MAX_SCALE
                    + " digits after the point, and the number has " + decimal.scale());
        }
        BigDecimal whole = decimal.scale() < 0 ? decimal.setScale(0) : decimal;
        int scale = whole.scale();
        int fill = (DIGITS_PER_GROUP - scale % DIGITS_PER_GROUP) % DIGITS_PER_GROUP;
        BigInteger unscaled = whole.unscaledValue();
        short[] groups = unscaled.bitLength() < Long.SIZE - 14
                ? groups(Math.abs(unscaled.longValue()) * POWERS[fill])
                : groups(unscaled.abs().multiply(BigInteger.valueOf(POWERS[fill])));
        write(groups, (scale + fill) / DIGITS_PER_GROUP, unscaled.signum(), scale, out);
    }

    /** @param fraction how many of the groups are behind the point */
    private static void write(short[] groups, int fraction, int signum, int scale, CopyBuffer out) {
        out.putShort((short) groups.length);
        out.putShort((short) (groups.length == 0 ? 0 : groups.length - fraction - 1));
        out.putShort(signum < 0 ? NEGATIVE : POSITIVE);
        out.putShort((short) scale);
        for (short group : groups) {
            out.putShort(group);
        }
    }

    /** The most significant group first, and never 0. */
    private static short[] groups(long number) {
        short[] reversed = new short[LONG_GROUPS];
        int count = 0;
        for (long rest = number; rest > 0; rest /= BASE) {
            reversed[count++] = (short) (rest % BASE);
        }
        return reversed(reversed, count);
    }

    private static short[] groups(BigInteger number) {
        short[] reversed = new short[number.bitLength() / 13 + 1];
        int count = 0;
        for (BigInteger rest = number; rest.signum() > 0; ) {
            BigInteger[] divided = rest.divideAndRemainder(BIG_BASE);
            reversed[count++] = divided[1].shortValue();
            rest = divided[0];
        }
        return reversed(reversed, count);
    }

    private static short[] reversed(short[] reversed, int count) {
        short[] groups = new short[count];
        for (int i = 0; i < count; i++) {
            groups[i] = reversed[count - 1 - i];
        }
        return groups;
    }
}
