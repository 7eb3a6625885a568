package io.sluice.sink.change;

import io.sluice.core.name.TableId;
import io.sluice.sink.change.RowPlan.ColumnReader;
import io.sluice.sink.change.RowPlan.ColumnReader.NullMeaning;
import io.sluice.sink.change.RowPlan.ColumnReader.Part;
import io.sluice.sink.change.TableShape.ColumnShape;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;

/** Compiles a pair of Connect schemas into a plan: the value's columns, and those of the key it does not have. */
final class RowPlanCompiler {

    private final List<ColumnShape> columns = new ArrayList<>();
    private final List<ColumnReader> readers = new ArrayList<>();
    private final List<String> key = new ArrayList<>();

    private RowPlanCompiler() {}

    /**
     * @param keySchema null for a keyless table
     * @param valueSchema null for a delete, whose plan has just the key's columns
     * @throws DataException if no table can hold such rows
     */
    static RowPlan compile(TableId table, Schema keySchema, Schema valueSchema) {
        try {
            RowPlanCompiler compiler = new RowPlanCompiler();
            compiler.addKey(keySchema, valueSchema);
            compiler.addValue(valueSchema);
            return new RowPlan(new TableShape(table, compiler.columns, compiler.key), compiler.readers);
        } catch (IllegalArgumentException e) {
            throw new DataException(e.getMessage(), e);
        }
    }

    private void addKey(Schema keySchema, Schema valueSchema) {
        if (keySchema == null) {
            return;
        }
        for (Field field : keySchema.fields()) {
            key.add(field.name());
            if (valueSchema == null || valueSchema.field(field.name()) == null) {
                add(Part.KEY, field, false);
            }
        }
    }

    private void addValue(Schema valueSchema) {
        if (valueSchema == null) {
            return;
        }
        for (Field field : valueSchema.fields()) {
            add(Part.VALUE, field, field.schema().isOptional() && !key.contains(field.name()));
        }
    }

    private void add(Part part, Field field, boolean nullable) {
        Schema schema = field.schema();
        ColumnType type = typeOf(field);
        columns.add(new ColumnShape(field.name(), type.sql(), type.origin(), nullable, type.enumLabels()));
        NullMeaning nullMeaning =
                schema.isOptional() && schema.defaultValue() != null ? NullMeaning.NULL : NullMeaning.DEFAULT;
        readers.add(new ColumnReader(part, field, type.encoder(), nullMeaning));
    }

    private static ColumnType typeOf(Field field) {
        try {
            return ColumnTypes.of(field.schema());
        } catch (DataException e) {
            throw new DataException("column '" + field.name() + "': " + e.getMessage(), e);
        }
    }
}
