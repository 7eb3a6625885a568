package io.sluice.verify;

import io.sluice.core.model.TargetTable;
import io.sluice.core.type.DateTimeText;
import io.sluice.core.type.PgType;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The order of rows by their key in which both servers are asked to deliver them: numbers and times by value, all text
 * by code point, bytes unsigned.
 */
final class KeyOrder implements Comparator<Object[]> {

    private final int[] indexes;
    private final List<Comparator<Object>> orders;

    KeyOrder(TargetTable table) {
        this.indexes = table.keyIndexes();
        this.orders = Arrays.stream(indexes)
                .mapToObj(index -> order(table.columns().get(index).type()))
                .toList();
    }

    @Override
    public int compare(Object[] left, Object[] right) {
        for (int i = 0; i < indexes.length; i++) {
            int order = compare(orders.get(i), left[indexes[i]], right[indexes[i]]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** The key of a row, usable in maps. */
    List<Object> key(Object[] row) {
        Object[] key = new Object[indexes.length];
        for (int i = 0; i < key.length; i++) {
            key[i] = row[indexes[i]];
        }
        return Arrays.asList(key);
    }

    /** The reason why the key cannot be mapped, or empty if it can. */
    String unmappable(Object[] row) {
        for (int index : indexes) {
            if (row[index] instanceof Unmappable value) {
                return value.reason();
            }
        }
        return "";
    }

    private static int compare(Comparator<Object> order, Object left, Object right) {
        if (left == null || right == null) {
            return Boolean.compare(left == null, right == null);
        }
        // A value of PostgreSQL outside of what MySQL knows, such as infinity, is a text: any order will do.
        return left.getClass() == right.getClass()
                ? order.compare(left, right)
                : left.getClass().getName().compareTo(right.getClass().getName());
    }

    private static Comparator<Object> order(PgType type) {
        if (type instanceof PgType.Scalar scalar && scalar.base() == PgType.Base.INTERVAL) {
            return (left, right) -> Long.compare(micros((String) left), micros((String) right));
        }
        return KeyOrder::compareValues;
    }

    private static long micros(String interval) {
        try {
            return DateTimeText.duration(interval);
        } catch (DateTimeException e) {
            return Long.MAX_VALUE; // an interval with days or months, which MySQL has not
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the caller has checked that both are of the same class
    private static int compareValues(Object left, Object right) {
        if (left instanceof String text) {
            return compareCodePoints(text, (String) right);
        }
        if (left instanceof ByteBuffer bytes) {
            return compareBytes(bytes, (ByteBuffer) right);
        }
        return left instanceof Comparable value
                ? value.compareTo(right)
                : compareCodePoints(KeyText.joined(left), KeyText.joined(right));
    }

    /** As the bytes in UTF-8 compare, which is by code point; {@link String#compareTo} puts emoji before U+E000. */
    static int compareCodePoints(String left, String right) {
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length; i++) {
            char l = left.charAt(i);
            char r = right.charAt(i);
            if (l != r) {
                return Boolean.compare(Character.isSurrogate(l), Character.isSurrogate(r)) != 0
                        ? Integer.compare(left.codePointAt(i), right.codePointAt(i))
                        : Character.compare(l, r);
            }
        }
        return Integer.compare(left.length(), right.length());
    }

    private static int compareBytes(ByteBuffer left, ByteBuffer right) {
        int mismatch = left.mismatch(right);
        if (mismatch < 0) {
            return 0;
        }
        return mismatch == left.remaining() || mismatch == right.remaining()
                ? Integer.compare(left.remaining(), right.remaining())
                : Integer.compare(
                        Byte.toUnsignedInt(left.get(left.position() + mismatch)),
                        Byte.toUnsignedInt(right.get(right.position() + mismatch)));
    }
}
