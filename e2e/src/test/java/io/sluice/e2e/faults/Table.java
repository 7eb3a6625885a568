package io.sluice.e2e.faults;

import io.sluice.core.wire.SchemaProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;

/**
 * A table of the target in the schema {@code public}, and the Connect schemas of its records.
 *
 * @param key the first column, or none
 */
record Table(String name, Optional<String> key, List<Column> columns) {

    /** @param options what follows name and type in SQL */
    record Column(String name, WorkloadColumnType type, String options) {

        static Column of(String name, WorkloadColumnType type) {
            return new Column(name, type, "");
        }
    }

    Table {
        columns = List.copyOf(columns);
        if (key.isPresent() && !columns.get(0).name().equals(key.get())) {
            throw new IllegalArgumentException("the key is not the first column of " + name);
        }
    }

    Table with(Column column) {
        List<Column> more = new ArrayList<>(columns);
        more.add(column);
        return new Table(name, key, more);
    }

    String create() {
        String definitions = columns.stream()
                .map(column -> column.name() + " " + column.type().sqlName() + " " + column.options())
                .collect(Collectors.joining(", "));
        return "CREATE TABLE " + name + " (" + definitions
                + key.map(column -> ", PRIMARY KEY (" + column + ")").orElse("") + ")";
    }

    /** One column of text for each row, as {@link #text} writes it. */
    String query() {
        return columns.stream()
                .map(column -> "coalesce(" + column.type().sql(column.name()) + ", 'NULL')")
                .collect(Collectors.joining(" || '|' || ", "SELECT ", " FROM " + name));
    }

    String text(List<Object> row) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            texts.add(row.get(i) == null ? "NULL" : columns.get(i).type().text(row.get(i)));
        }
        return String.join("|", texts);
    }

    /** Null for a table without a key. */
    Schema keySchema() {
        return key.map(name -> schema(columns.subList(0, 1))).orElse(null);
    }

    Schema valueSchema() {
        return schema(columns);
    }

    /** The schema of the records that empty the table. */
    Schema emptyingSchema() {
        return record(SchemaProperties.TRUNCATE_RECORD).build();
    }

    private Schema schema(List<Column> fields) {
        SchemaBuilder schema = record(name);
        for (Column column : fields) {
            SchemaBuilder field = column.type()
                    .schema()
                    .parameter(SchemaProperties.TYPE, column.type().sqlName());
            boolean inKey = key.filter(column.name()::equals).isPresent();
            schema.field(column.name(), inKey ? field.build() : field.optional().build());
        }
        return schema.build();
    }

    private SchemaBuilder record(String recordName) {
        return SchemaBuilder.struct()
                .name(recordName)
                .parameter(SchemaProperties.SCHEMA, "public")
                .parameter(SchemaProperties.TABLE, name);
    }

    static Struct struct(Schema schema, List<Object> row) {
        Struct struct = new Struct(schema);
        for (int i = 0; i < schema.fields().size(); i++) {
            struct.put(schema.fields().get(i), row.get(i));
        }
        return struct;
    }
}
