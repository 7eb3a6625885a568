package io.sluice.connect.avro;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/** How keys with the same columns are read; compiled once. Immutable. */
record KeyPlan(Schema schema, List<Column> columns) {

    /** Where a column's value goes, and how it is read. */
    private record Column(Field field, KeyValueReader reader) {}

    KeyPlan {
        columns = List.copyOf(columns);
    }

    /**
     * @param avro an Avro schema as JSON
     * @throws org.apache.avro.AvroRuntimeException if it is none
     * @throws DataException if no key has it
     */
    static KeyPlan typed(ByteBuffer avro) {
        String text = StandardCharsets.UTF_8.decode(avro.duplicate()).toString();
        Schema schema = ReadPlanner.plan(new org.apache.avro.Schema.Parser().parse(text))
                .connect();
        if (schema.type() != Schema.Type.STRUCT) {
            throw new DataException("A key's schema is a record, unlike " + text);
        }
        return of(schema, field -> KeyValueReader.of(field.schema()));
    }

    static KeyPlan untyped(List<String> names) {
        SchemaBuilder schema = SchemaBuilder.struct();
        names.forEach(name -> schema.field(name, Schema.STRING_SCHEMA));
        return of(schema.build(), field -> KeyValueReader.TEXT);
    }

    private static KeyPlan of(Schema schema, Function<Field, KeyValueReader> readers) {
        return new KeyPlan(
                schema,
                schema.fields().stream()
                        .map(field -> new Column(field, readers.apply(field)))
                        .toList());
    }

    /**
     * @throws IOException if this is no JSON
     * @throws IllegalArgumentException if it does not have the columns, or a value is not of its column's type
     */
    SchemaAndValue read(JsonParser in) throws IOException {
        return readIfItHasTheColumns(in)
                .orElseThrow(() -> new IllegalArgumentException("it does not have the columns " + names()));
    }

    private List<String> names() {
        return columns.stream().map(column -> column.field.name()).toList();
    }

    /** The same; empty if it has other columns. */
    Optional<SchemaAndValue> readIfItHasTheColumns(JsonParser in) throws IOException {
        Struct key = new Struct(schema);
        require(in, JsonToken.START_OBJECT);
        for (Column column : columns) {
            if (in.nextToken() != JsonToken.FIELD_NAME || !in.currentName().equals(column.field.name())) {
                return Optional.empty();
            }
            in.nextToken();
            key.put(column.field, column.reader.read(in));
        }
        return in.nextToken() == JsonToken.END_OBJECT ? Optional.of(new SchemaAndValue(schema, key)) : Optional.empty();
    }

    static void require(JsonParser in, JsonToken token) throws IOException {
        if (in.nextToken() != token) {
            throw new IllegalArgumentException("there is " + in.currentToken() + " in place of " + token);
        }
    }
}
