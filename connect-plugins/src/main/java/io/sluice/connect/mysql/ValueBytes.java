package io.sluice.connect.mysql;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.ToLongFunction;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;

/** How many bytes the values of a row have. Copies none of them, unless a text is long and has to be known exactly. */
final class ValueBytes {

    /** Numbers, and what each value has besides its bytes. */
    private static final int FIXED_BYTES = 16;

    /** Of a character in UTF-8; one that Java holds as two has four. */
    private static final int CHARACTER_BYTES_MAX = 3;

    private ValueBytes() {}

    /** About what a row takes in memory: most texts take a byte for each character. */
    static long inMemory(Struct row) {
        return sum(row, String::length);
    }

    /** What a row has when it is sent. */
    static long sent(Struct row) {
        return sum(row, text -> text.getBytes(StandardCharsets.UTF_8).length);
    }

    private static long sum(Struct row, ToLongFunction<String> ofText) {
        if (row == null) {
            return 0;
        }
        long bytes = 0;
        for (Field field : row.schema().fields()) {
            bytes += FIXED_BYTES + of(row.get(field), ofText);
        }
        return bytes;
    }

    /** What a row, or one of its values, has when it is sent, at most. */
    static long sentAtMost(Object value) {
        return of(value, text -> (long) CHARACTER_BYTES_MAX * text.length());
    }

    private static long of(Object value, ToLongFunction<String> ofText) {
        if (value instanceof String text) {
            return ofText.applyAsLong(text);
        }
        if (value instanceof byte[] bytes) {
            return bytes.length;
        }
        if (value instanceof ByteBuffer bytes) {
            return bytes.remaining();
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.unscaledValue().bitLength() / Byte.SIZE;
        }
        return value instanceof Struct struct ? sum(struct, ofText) : 0;
    }
}
