package io.sluice.core.type;

import io.sluice.core.policy.Policy;
import io.sluice.core.type.UnmappableValueException.Remedy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Conversions of numbers. Booleans count as 0 and 1: that is how Debezium gives a column declared BOOL. */
final class Numbers {

    private static final BigDecimal BIGINT_MAX = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final ValueConversion UNSIGNED = unsignedDecimal();

    private Numbers() {}

    /** TINYINT(1) that is a truth value. */
    static ValueConversion truth() {
        return value -> {
            long number = longOf(value, "boolean");
            if (number != 0 && number != 1) {
                throw new UnmappableValueException(
                        Policy.TINYINT1, number + " is out of range for boolean", choice -> Remedy.setAside());
            }
            return number == 1;
        };
    }

    static ValueConversion smallint() {
        return value -> intWithin(value, Short.MIN_VALUE, Short.MAX_VALUE, "smallint");
    }

    static ValueConversion integer() {
        return value -> intWithin(value, Integer.MIN_VALUE, Integer.MAX_VALUE, "integer");
    }

    static ValueConversion bigint() {
        return value -> value instanceof Long ? value : (Long) longOf(value, "bigint");
    }

    /** BIGINT UNSIGNED where the user knows that it is small. */
    static ValueConversion smallUnsigned() {
        return value -> {
            BigDecimal number = (BigDecimal) UNSIGNED.convert(value);
            if (number.compareTo(BIGINT_MAX) > 0) {
                throw new UnmappableValueException(
                        Policy.UNSIGNED_BIGINT, number + " is out of range for bigint", choice -> Remedy.setAside());
            }
            return number.longValueExact();
        };
    }

    static ValueConversion decimal(int scale) {
        return value -> decimalOf(value, scale);
    }

    /** BIGINT UNSIGNED; a negative long is a value above 2^63-1 that went through a signed type. */
    static ValueConversion unsignedDecimal() {
        return value -> value instanceof Long number && number < 0
                ? new BigDecimal(Long.toUnsignedString(number))
                : decimalOf(value, 0);
    }

    static ValueConversion real() {
        return value -> value instanceof Float ? value : (Float) number(value).floatValue();
    }

    static ValueConversion doublePrecision() {
        return value -> value instanceof Double ? value : (Double) number(value).doubleValue();
    }

    static ValueConversion vector() {
        return value -> {
            List<?> elements = (List<?>) value;
            List<Float> floats = new ArrayList<>(elements.size());
            for (Object element : elements) {
                floats.add(number(element).floatValue());
            }
            return floats;
        };
    }

    /** The integer in any of the forms that Debezium's settings allow. */
    static long longOf(Object value, String type) {
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Boolean bool) {
            return bool ? 1 : 0;
        }
        try {
            return decimalOf(value, 0).longValueExact();
        } catch (ArithmeticException e) {
            throw outOfRange(decimalOf(value, 0), type);
        }
    }

    private static Object intWithin(Object value, int min, int max, String type) {
        long number = longOf(value, type);
        if (number < min || number > max) {
            throw outOfRange(number, type);
        }
        return value instanceof Integer ? value : (Object) (int) number;
    }

    private static BigDecimal decimalOf(Object value, int scale) {
        BigDecimal number;
        if (value instanceof BigDecimal decimal) {
            number = decimal;
        } else if (value instanceof ByteBuffer unscaled) {
            byte[] bytes = new byte[unscaled.remaining()];
            unscaled.duplicate().get(bytes);
            number = new BigDecimal(new BigInteger(bytes), scale);
        } else if (value instanceof BigInteger integer) {
            number = new BigDecimal(integer);
        } else {
            number = BigDecimal.valueOf(longOfIntegral(value));
        }
        try {
            return number.setScale(scale);
        } catch (ArithmeticException e) {
            throw new UnmappableValueException(
                    number.toPlainString() + " has more than " + scale + " digits after the point");
        }
    }

    private static long longOfIntegral(Object value) {
        if (value instanceof Long || value instanceof Integer || value instanceof Short) {
            return ((Number) value).longValue();
        }
        throw new UnmappableValueException("'" + value + "' is no exact number");
    }

    private static Number number(Object value) {
        if (value instanceof Number number) {
            return number;
        }
        throw new UnmappableValueException("'" + value + "' is no number");
    }

    private static UnmappableValueException outOfRange(Object value, String type) {
        return new UnmappableValueException(value + " is out of range for " + type);
    }
}
