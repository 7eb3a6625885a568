package io.sluice.sink.binary;

import java.math.BigDecimal;
import org.apache.kafka.connect.errors.DataException;

/** Booleans and numbers of fixed width, most significant byte first. */
final class NumberForms {

    static final BinaryEncoder BOOLEAN = (value, out) -> out.putByte((Boolean) value ? 1 : 0);
    static final BinaryEncoder REAL = (value, out) -> out.putInt(Float.floatToIntBits((Float) value));
    static final BinaryEncoder DOUBLE = (value, out) -> out.putLong(Double.doubleToLongBits((Double) value));

    private NumberForms() {}

    /** Null if whole numbers have no binary form in this type. */
    static BinaryEncoder integer(String type) {
        return switch (type) {
            case "smallint" ->
                (value, out) -> out.putShort((short) within(value, Short.MIN_VALUE, Short.MAX_VALUE, type));
            case "integer" ->
                (value, out) -> out.putInt((int) within(value, Integer.MIN_VALUE, Integer.MAX_VALUE, type));
            case "bigint" -> (value, out) -> out.putLong(((Number) value).longValue());
            case "numeric" -> (value, out) -> NumericForm.encode(BigDecimal.valueOf(((Number) value).longValue()), out);
            default -> null;
        };
    }

    private static long within(Object value, long least, long most, String type) {
        long number = ((Number) value).longValue();
        if (number < least || number > most) {
            throw new DataException(number + " is out of the range of " + type);
        }
        return number;
    }
}
