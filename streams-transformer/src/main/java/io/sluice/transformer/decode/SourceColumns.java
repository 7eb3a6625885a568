package io.sluice.transformer.decode;

import io.sluice.core.model.SourceColumn;
import io.sluice.core.model.SourceTable;
import io.sluice.core.name.TableId;
import io.sluice.core.type.MySqlType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.avro.Schema;

/** Reads a MySQL table's definition from the schemas of its records. */
public final class SourceColumns {

    /** The parameters that {@code column.propagate.source.type} adds to a column's schema. */
    private static final String TYPE = "__debezium.source.column.type";

    private static final String LENGTH = "__debezium.source.column.length";
    private static final String SCALE = "__debezium.source.column.scale";

    /** The labels of an ENUM or SET. */
    private static final String ALLOWED = "allowed";

    private SourceColumns() {}

    /**
     * @param row the schema of the row images
     * @param key the schema of the records' keys; empty for a keyless table
     * @throws UndecodableRecordException if the schemas do not contain MySQL's column types
     */
    public static SourceTable table(TableId id, Schema row, Optional<Schema> key) {
        List<SourceColumn> columns =
                row.getFields().stream().map(SourceColumns::column).toList();
        List<String> names = key.map(schema ->
                        schema.getFields().stream().map(ConnectSchema::name).toList())
                .orElse(List.of());
        try {
            return new SourceTable(id, columns, names);
        } catch (IllegalArgumentException e) {
            throw new UndecodableRecordException("the record's key does not fit its value: " + e.getMessage(), e);
        }
    }

    private static SourceColumn column(Schema.Field field) {
        String name = ConnectSchema.name(field);
        Schema type = ConnectSchema.notNull(field.schema());
        String declared = ConnectSchema.parameter(type, TYPE)
                .orElseThrow(
                        () -> new UndecodableRecordException(
                                "column " + name
                                        + " comes without its MySQL type; set column.propagate.source.type=.* on the source connector"));
        return new SourceColumn(
                name, parse(name, declared, type), field.schema().isNullable());
    }

    private static MySqlType parse(String column, String declared, Schema type) {
        try {
            return MySqlType.ofDebezium(declared, number(type, LENGTH), number(type, SCALE), labels(type));
        } catch (IllegalArgumentException e) {
            throw new UndecodableRecordException("column " + column + ": " + e.getMessage(), e);
        }
    }

    private static OptionalInt number(Schema type, String parameter) {
        return ConnectSchema.parameter(type, parameter)
                .map(text -> OptionalInt.of(Integer.parseInt(text)))
                .orElse(OptionalInt.empty());
    }

    private static List<String> labels(Schema type) {
        return ConnectSchema.parameter(type, ALLOWED)
                .map(MySqlType::membersOfDebezium)
                .orElse(List.of());
    }
}
