package io.sluice.connect.mysql;

import com.github.shyiko.mysql.binlog.event.deserialization.ColumnType;
import com.github.shyiko.mysql.binlog.event.deserialization.json.JsonStringFormatter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Base64;
import java.util.Locale;

/**
 * Writes JSON as MySQL's server does: a blank after each colon and comma, six digits of a second's fraction, and what JSON
 * has no notion of as {@code base64:typeNN:}.
 */
final class MySqlJsonText extends JsonStringFormatter {

    /** From here on, and below its counterpart after the point, MySQL writes a power of ten. */
    private static final int POINT_MAX = 15;

    @Override
    public void name(String name) {
        super.name(name);
        appendString(" ");
    }

    @Override
    public void nextEntry() {
        super.nextEntry();
        appendString(" ");
    }

    @Override
    public void value(double number) {
        appendString(text(number));
    }

    @Override
    public void value(BigDecimal number) {
        appendString(number.toPlainString());
    }

    @Override
    public void valueDate(int year, int month, int day) {
        value(String.format(Locale.ROOT, "%04d-%02d-%02d", year, month, day));
    }

    @Override
    public void valueDatetime(int year, int month, int day, int hour, int minute, int second, int micros) {
        value(String.format(
                Locale.ROOT, "%04d-%02d-%02d %02d:%02d:%02d.%06d", year, month, day, hour, minute, second, micros));
    }

    void time(String sign, int hours, int minutes, int seconds, int micros) {
        value(String.format(Locale.ROOT, "%s%02d:%02d:%02d.%06d", sign, hours, minutes, seconds, micros));
    }

    @Override
    public void valueOpaque(ColumnType type, byte[] value) {
        value("base64:type" + type.getCode() + ":" + Base64.getEncoder().encodeToString(value));
    }

    /** The fewest digits that are this number and no other, always with a point or a power of ten. */
    static String text(double number) {
        if (number == 0) {
            return 1 / number < 0 ? "-0.0" : "0.0";
        }
        BigDecimal digits = shortest(number);
        int point = digits.precision() - digits.scale();
        if (point > POINT_MAX || point < -POINT_MAX + 1) {
            return scientific(digits, point);
        }
        String plain = digits.toPlainString();
        return digits.scale() <= 0 ? plain + ".0" : plain;
    }

    /** Java writes at least two digits, and on older platforms sometimes one too many. */
    private static BigDecimal shortest(double number) {
        BigDecimal digits = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        while (digits.precision() > 1) {
            BigDecimal shorter = digits.round(new MathContext(digits.precision() - 1));
            if (shorter.doubleValue() != number) {
                break;
            }
            digits = shorter.stripTrailingZeros();
        }
        return digits;
    }

    private static String scientific(BigDecimal digits, int point) {
        String unscaled = digits.unscaledValue().abs().toString();
        String mantissa = unscaled.length() == 1 ? unscaled : unscaled.charAt(0) + "." + unscaled.substring(1);
        return (digits.signum() < 0 ? "-" : "") + mantissa + "e" + (point - 1);
    }
}
