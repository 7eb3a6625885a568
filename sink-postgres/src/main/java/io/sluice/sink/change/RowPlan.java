package io.sluice.sink.change;

import io.sluice.sink.text.ListEncoder;
import io.sluice.sink.text.ScalarEncoder;
import io.sluice.sink.text.ValueEncoder;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;

/**
 * How the rows of one pair of Connect schemas are read; compiled once, so that no name is looked up per row.
 * Immutable.
 */
public final class RowPlan {

    /** Fixed-width values, and what every element of an array literal takes besides its text. */
    private static final int FIXED_BYTES = 12;

    private final TableShape shape;
    private final List<ColumnReader> readers;
    private final List<ColumnReader> variable;
    private final int[] keyIndexes;

    /** @param readers one for each column of the shape, in its order */
    RowPlan(TableShape shape, List<ColumnReader> readers) {
        this.shape = shape;
        this.readers = List.copyOf(readers);
        this.variable = readers.stream().filter(ColumnReader::variesInLength).toList();
        List<String> names =
                shape.columns().stream().map(TableShape.ColumnShape::name).toList();
        this.keyIndexes = shape.key().stream().mapToInt(names::indexOf).toArray();
    }

    public TableShape shape() {
        return shape;
    }

    public ValueEncoder encoder(int column) {
        return readers.get(column).encoder();
    }

    Object value(SinkRecord record, int column) {
        return readers.get(column).read(record);
    }

    /** Identifies the row within its table; comparable with those of plans that have the same key columns. */
    public RowKey key(Change.Row row) {
        if (keyIndexes.length == 1) {
            return RowKey.of(row.value(keyIndexes[0]));
        }
        Object[] values = new Object[keyIndexes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.value(keyIndexes[i]);
        }
        return RowKey.of(values);
    }

    /** About what the row takes as text. */
    public int approximateBytes(SinkRecord record) {
        int bytes = FIXED_BYTES * readers.size();
        for (ColumnReader reader : variable) {
            bytes += variableBytes(reader.read(record));
        }
        return bytes;
    }

    /** Bytes are written as two digits each. */
    private static int variableBytes(Object value) {
        if (value instanceof String text) {
            return text.length();
        }
        if (value instanceof byte[] array) {
            return 2 * array.length;
        }
        if (value instanceof ByteBuffer buffer) {
            return 2 * buffer.remaining();
        }
        int bytes = 0;
        if (value instanceof List<?> items) {
            for (Object item : items) {
                bytes += FIXED_BYTES + variableBytes(item);
            }
        }
        return bytes;
    }

    /** Where a column's value is in a record. */
    record ColumnReader(Part part, Field field, ValueEncoder encoder, NullMeaning nullMeaning) {

        enum Part {
            KEY,
            VALUE
        }

        /** What a missing value stands for: {@code Struct.get} answers with a default, even where NULL is meant. */
        enum NullMeaning {
            NULL,
            DEFAULT
        }

        boolean variesInLength() {
            return encoder == ScalarEncoder.TEXT || encoder == ScalarEncoder.BYTES || encoder instanceof ListEncoder;
        }

        Object read(SinkRecord record) {
            Struct struct = (Struct)
                    switch (part) {
                        case KEY -> record.key();
                        case VALUE -> record.value();
                    };
            return switch (nullMeaning) {
                case NULL -> struct.getWithoutDefault(field.name());
                case DEFAULT -> struct.get(field);
            };
        }
    }
}
