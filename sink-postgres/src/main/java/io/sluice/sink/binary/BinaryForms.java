package io.sluice.sink.binary;

import io.sluice.sink.text.BitsEncoder;
import io.sluice.sink.text.ListEncoder;
import io.sluice.sink.text.ScalarEncoder;
import io.sluice.sink.text.ValueEncoder;
import io.sluice.sink.text.VariableScaleDecimalEncoder;
import java.util.Optional;

/**
 * Finds the binary form of a column's values by their meaning in the record and the column's type. There is one
 * wherever it gives the same value as the text that PostgreSQL would read. Other values go as text, with a cast.
 */
public final class BinaryForms {

    /** Text, in its binary form; every type can be cast from it. */
    public static BinaryEncoder asText(ValueEncoder encoder) {
        if (encoder == ScalarEncoder.TEXT) {
            return TextForms.TEXT;
        }
        return (value, out) -> out.putText(TextForms.text(encoder, value));
    }

    /**
     * Values of a built-in type.
     *
     * @param type as {@code format_type} names it without modifiers
     */
    public static Optional<BinaryEncoder> find(ValueEncoder encoder, String type) {
        if (encoder instanceof ScalarEncoder scalar) {
            return Optional.ofNullable(scalar(scalar, type));
        }
        if (encoder instanceof ListEncoder list) {
            return ArrayForm.of(list, type);
        }
        if (encoder instanceof BitsEncoder bits && TextForms.isBits(type)) {
            return Optional.of(TextForms.bits(bits));
        }
        if (encoder instanceof VariableScaleDecimalEncoder decimal && type.equals("numeric")) {
            return Optional.of((value, out) -> NumericForm.encode(decimal.decimal(value), out));
        }
        return Optional.empty();
    }

    /** Values of an enum type: their labels. */
    public static Optional<BinaryEncoder> findForEnum(ValueEncoder encoder) {
        return encoder == ScalarEncoder.TEXT ? Optional.of(TextForms.TEXT) : Optional.empty();
    }

    private BinaryForms() {}

    private static BinaryEncoder scalar(ScalarEncoder meaning, String type) {
        return switch (meaning) {
            case BOOLEAN -> type.equals("boolean") ? NumberForms.BOOLEAN : null;
            case INTEGER -> NumberForms.integer(type);
            case REAL -> type.equals("real") ? NumberForms.REAL : null;
            case DOUBLE -> type.equals("double precision") ? NumberForms.DOUBLE : null;
            case DECIMAL -> type.equals("numeric") ? NumericForm::encode : null;
            case TEXT -> TextForms.text(type);
            case BYTES -> type.equals("bytea") ? TextForms.BYTES : null;
            case DATE_DAYS, DATE -> type.equals("date") ? TimeForms.date(meaning) : null;
            case TIME_MILLIS, TIME_MICROS, TIME_NANOS, TIME ->
                type.equals("time without time zone") ? TimeForms.time(meaning) : null;
            case TIMESTAMP_MILLIS, TIMESTAMP_MICROS, TIMESTAMP_NANOS, TIMESTAMP ->
                type.equals("timestamp without time zone") ? TimeForms.timestamp(meaning) : null;
            case INSTANT_ISO -> type.equals("timestamp with time zone") ? TimeForms.INSTANT : null;
            case INSTANT_MICROS -> type.equals("timestamp with time zone") ? TimeForms.timestamp(meaning) : null;
            case INTERVAL_MICROS -> type.equals("interval") ? TimeForms.INTERVAL : null;
        };
    }
}
