package io.sluice.core.wire;

import io.sluice.core.model.TargetColumn;
import io.sluice.core.model.TargetTable;
import io.sluice.core.name.TableId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/**
 * The schemas of a target table's topic, as Avro. They depend on the table alone, so that the same table at the same schema
 * version always has the same schemas.
 *
 * @param key of the records' keys, which are JSON: the types of their columns; empty for a keyless table
 * @param value of the records' values
 * @param truncate of the value of what empties the table, a truncate or the beginning of its load: a record
 *     without fields
 */
public record RowSchemas(Optional<Schema> key, Schema value, Schema truncate) {

    public static RowSchemas of(TargetTable table) {
        return new RowSchemas(
                table.keyless() ? Optional.empty() : Optional.of(record(table.id(), "Key", KeyEncoder.columns(table))),
                record(table.id(), "Row", table.columns()),
                truncate(table.id()));
    }

    /** The schema of what empties a table, for which the table's name is all that has to be known. */
    public static Schema truncate(TableId table) {
        return record(table, SchemaProperties.TRUNCATE_RECORD, List.of());
    }

    private static Schema record(TableId table, String name, List<TargetColumn> columns) {
        String namespace = AvroNames.legal(table.schema()) + "." + AvroNames.legal(table.table());
        Schema schema = Schema.createRecord(name, null, namespace, false, fields(columns));
        schema.addProp(SchemaProperties.SCHEMA, table.schema());
        schema.addProp(SchemaProperties.TABLE, table.table());
        return schema;
    }

    private static List<Schema.Field> fields(List<TargetColumn> columns) {
        List<String> names =
                AvroNames.legal(columns.stream().map(TargetColumn::name).toList());
        List<Schema.Field> fields = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            fields.add(field(names.get(i), columns.get(i)));
        }
        return fields;
    }

    private static Schema.Field field(String name, TargetColumn column) {
        Schema type = AvroTypes.schema(column.type());
        Schema.Field field = column.nullable()
                ? new Schema.Field(
                        name,
                        Schema.createUnion(Schema.create(Schema.Type.NULL), type),
                        null,
                        Schema.Field.NULL_DEFAULT_VALUE)
                : new Schema.Field(name, type);
        if (!name.equals(column.name())) {
            field.addProp(SchemaProperties.NAME, column.name());
        }
        return field;
    }
}
