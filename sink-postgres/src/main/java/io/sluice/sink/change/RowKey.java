package io.sluice.sink.change;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The key of a row, to find the changes of one row in a batch and to sort rows, so that two tasks lock in one order.
 * Whole numbers of all widths are alike. Two keys that differ here may be equal for PostgreSQL (1.0 and 1.00, or texts
 * that a collation takes for equal). It then refuses the statement, and the batch is applied in parts.
 */
public final class RowKey implements Comparable<RowKey> {

    private final Object[] values;

    private RowKey(Object[] values) {
        this.values = values;
    }

    static RowKey of(Object... values) {
        Object[] normal = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            normal[i] = normal(values[i]);
        }
        return new RowKey(normal);
    }

    private static Object normal(Object value) {
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof byte[] bytes) {
            return ByteBuffer.wrap(bytes);
        }
        if (value == null) {
            return "";
        }
        return value instanceof Comparable<?> ? value : value.toString();
    }

    @Override
    public int compareTo(RowKey other) {
        for (int i = 0; i < values.length; i++) {
            int order = compare(values[i], other.values[i]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** Values of different classes meet only after a key's type has changed; any order does. */
    @SuppressWarnings("unchecked") // both are of one class, and that compares with itself
    private static int compare(Object left, Object right) {
        if (left instanceof ByteBuffer bytes && right instanceof ByteBuffer others) {
            // The class is not the same for buffers on and off the heap.
            return bytes.compareTo(others);
        }
        return left.getClass() == right.getClass()
                ? ((Comparable<Object>) left).compareTo(right)
                : left.getClass().getName().compareTo(right.getClass().getName());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowKey key && Arrays.equals(values, key.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }
}
