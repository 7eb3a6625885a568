package io.sluice.sink.change;

import io.sluice.sink.text.ScalarEncoder;
import io.sluice.sink.text.ValueEncoder;
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
    private final int[] keyIndexes;

    /** @param readers one for each column of the shape, in its order */
    RowPlan(TableShape shape, List<ColumnReader> readers) {
        this.shape = shape;
        this.readers = List.copyOf(readers);
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
        for (ColumnReader reader : readers) {
            if (reader.encoder() == ScalarEncoder.TEXT && reader.read(record) instanceof String text) {
                bytes += text.length();
            } else if (reader.encoder() == ScalarEncoder.BYTES) {
                bytes += 2 * BytesLength.of(reader.read(record));
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
