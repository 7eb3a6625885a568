package io.sluice.connect.avro;

import static org.apache.avro.Schema.Type.NULL;

import io.sluice.core.wire.AvroNames;
import io.sluice.core.wire.SchemaProperties;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/** Compiles one Connect schema: its Avro schema and its writer come from the same walk, so that they agree. */
final class WritePlanner {

    /** Of a decimal whose schema does not tell: what other Connect converters say too. */
    private static final int UNKNOWN_PRECISION = 64;

    /** What makes two structs the same record in Avro; whether they are optional is no part of it. */
    private record RecordIdentity(
            String name,
            Integer version,
            String doc,
            Map<String, String> parameters,
            Object defaultValue,
            List<Field> fields) {

        static RecordIdentity of(Schema schema) {
            return new RecordIdentity(
                    schema.name(),
                    schema.version(),
                    schema.doc(),
                    schema.parameters(),
                    schema.defaultValue(),
                    schema.fields());
        }
    }

    private final RecordNames recordNames = new RecordNames();
    private final Map<RecordIdentity, WritePlan> records = new HashMap<>();

    private WritePlanner() {}

    static WritePlan plan(Schema schema) {
        return new WritePlanner().whole(schema);
    }

    private WritePlan whole(Schema schema) {
        WritePlan present = present(schema);
        return schema.isOptional() ? nullable(schema, present) : required(schema, present);
    }

    /** The branch of the default comes first, because Avro's defaults belong to the first branch. */
    private static WritePlan nullable(Schema schema, WritePlan present) {
        org.apache.avro.Schema none = org.apache.avro.Schema.create(NULL);
        boolean nullFirst = schema.defaultValue() == null;
        int nullBranch = nullFirst ? 0 : 1;
        int presentBranch = 1 - nullBranch;
        ValueWriter writer = present.writer();
        return new WritePlan(
                nullFirst
                        ? org.apache.avro.Schema.createUnion(none, present.avro())
                        : org.apache.avro.Schema.createUnion(present.avro(), none),
                (value, out) -> {
                    if (value == null) {
                        out.writeInt(nullBranch);
                    } else {
                        out.writeInt(presentBranch);
                        writer.write(value, out);
                    }
                });
    }

    private static WritePlan required(Schema schema, WritePlan present) {
        Object defaultValue = schema.defaultValue();
        ValueWriter writer = present.writer();
        return new WritePlan(present.avro(), (value, out) -> {
            Object written = value == null ? defaultValue : value;
            if (written == null) {
                throw new DataException("is null, but its schema is neither optional nor has a default");
            }
            writer.write(written, out);
        });
    }

    private WritePlan present(Schema schema) {
        return switch (schema.type()) {
            case INT8 -> integer(schema, ConnectProperties.INT8);
            case INT16 -> integer(schema, ConnectProperties.INT16);
            case INT32, INT64, BYTES -> maybeLogical(schema);
            case FLOAT32 ->
                scalar(schema, org.apache.avro.Schema.Type.FLOAT, (value, out) -> out.writeFloat((Float) value));
            case FLOAT64 ->
                scalar(schema, org.apache.avro.Schema.Type.DOUBLE, (value, out) -> out.writeDouble((Double) value));
            case BOOLEAN ->
                scalar(schema, org.apache.avro.Schema.Type.BOOLEAN, (value, out) -> out.writeBoolean((Boolean) value));
            case STRING ->
                scalar(schema, org.apache.avro.Schema.Type.STRING, (value, out) -> out.writeString((String) value));
            case ARRAY -> array(schema);
            case MAP -> hasPlainKeys(schema) ? map(schema) : entries(schema);
            case STRUCT -> struct(schema);
        };
    }

    private static WritePlan integer(Schema schema, String connectType) {
        WritePlan plan = scalar(
                schema, org.apache.avro.Schema.Type.INT, (value, out) -> out.writeInt(((Number) value).intValue()));
        plan.avro().addProp(ConnectProperties.TYPE, connectType);
        return plan;
    }

    private static WritePlan maybeLogical(Schema schema) {
        WritePlan plain =
                switch (schema.type()) {
                    case INT32 ->
                        scalar(schema, org.apache.avro.Schema.Type.INT, (value, out) -> out.writeInt((Integer) value));
                    case INT64 ->
                        scalar(schema, org.apache.avro.Schema.Type.LONG, (value, out) -> out.writeLong((Long) value));
                    default -> scalar(schema, org.apache.avro.Schema.Type.BYTES, WritePlanner::writeBytes);
                };
        LogicalValue logical = LogicalValue.of(schema);
        if (logical == LogicalValue.PLAIN) {
            return plain;
        }
        markLogical(plain.avro(), schema, logical);
        ValueWriter writer = plain.writer();
        return new WritePlan(plain.avro(), (value, out) -> writer.write(logical.toPlain(schema, value), out));
    }

    private static void writeBytes(Object value, AvroOutput out) {
        if (value instanceof byte[] bytes) {
            out.writeBytes(bytes);
        } else {
            out.writeBytes((ByteBuffer) value);
        }
    }

    private static void markLogical(org.apache.avro.Schema avro, Schema schema, LogicalValue logical) {
        switch (logical) {
            case PLAIN -> {}
            case DATE -> avro.addProp(ConnectProperties.LOGICAL_TYPE, "date");
            case TIME -> avro.addProp(ConnectProperties.LOGICAL_TYPE, "time-millis");
            case TIMESTAMP -> avro.addProp(ConnectProperties.LOGICAL_TYPE, "timestamp-millis");
            case DECIMAL -> {
                int scale = Integer.parseInt(schema.parameters().get(Decimal.SCALE_FIELD));
                String told = schema.parameters().get(ConnectProperties.DECIMAL_PRECISION);
                int precision = told == null ? UNKNOWN_PRECISION : Integer.parseInt(told);
                // Avro knows no other decimals; such a one is bytes to strangers, and a decimal to Connect by its name.
                if (scale >= 0 && scale <= precision) {
                    avro.addProp(ConnectProperties.LOGICAL_TYPE, "decimal");
                    avro.addProp(ConnectProperties.PRECISION, precision);
                    avro.addProp(ConnectProperties.SCALE, scale);
                }
            }
        }
    }

    private static WritePlan scalar(Schema schema, org.apache.avro.Schema.Type type, ValueWriter writer) {
        org.apache.avro.Schema avro = org.apache.avro.Schema.create(type);
        describe(avro, schema);
        return new WritePlan(avro, writer);
    }

    private WritePlan array(Schema schema) {
        WritePlan items = whole(schema.valueSchema());
        org.apache.avro.Schema avro = org.apache.avro.Schema.createArray(items.avro());
        describe(avro, schema);
        ValueWriter writer = items.writer();
        return new WritePlan(avro, (value, out) -> {
            List<?> list = (List<?>) value;
            if (!list.isEmpty()) {
                out.writeInt(list.size());
                list.forEach(item -> writer.write(item, out));
            }
            out.writeInt(0);
        });
    }

    private static boolean hasPlainKeys(Schema schema) {
        return Schema.STRING_SCHEMA.equals(schema.keySchema().schema());
    }

    private WritePlan map(Schema schema) {
        WritePlan values = whole(schema.valueSchema());
        org.apache.avro.Schema avro = org.apache.avro.Schema.createMap(values.avro());
        describe(avro, schema);
        return new WritePlan(avro, entriesWriter((key, out) -> out.writeString((String) key), values.writer()));
    }

    /** Avro's maps have plain strings as keys; any other map is an array of entries, which has the same binary form. */
    private WritePlan entries(Schema schema) {
        String name = recordNames.take(ConnectProperties.UNNAMED_NAMESPACE + "." + ConnectProperties.MAP_ENTRY);
        WritePlan keys = whole(schema.keySchema());
        WritePlan values = whole(schema.valueSchema());
        org.apache.avro.Schema entry = org.apache.avro.Schema.createRecord(
                name,
                null,
                null,
                false,
                List.of(
                        new org.apache.avro.Schema.Field(ConnectProperties.ENTRY_KEY, keys.avro()),
                        new org.apache.avro.Schema.Field(ConnectProperties.ENTRY_VALUE, values.avro())));
        entry.addProp(ConnectProperties.INTERNAL_TYPE, ConnectProperties.MAP_ENTRY);
        org.apache.avro.Schema avro = org.apache.avro.Schema.createArray(entry);
        describe(avro, schema);
        return new WritePlan(avro, entriesWriter(keys.writer(), values.writer()));
    }

    private static ValueWriter entriesWriter(ValueWriter keys, ValueWriter values) {
        return (value, out) -> {
            Map<?, ?> map = (Map<?, ?>) value;
            if (!map.isEmpty()) {
                out.writeInt(map.size());
                map.forEach((key, item) -> {
                    keys.write(key, out);
                    values.write(item, out);
                });
            }
            out.writeInt(0);
        };
    }

    private WritePlan struct(Schema schema) {
        RecordIdentity identity = RecordIdentity.of(schema);
        WritePlan known = records.get(identity);
        if (known != null) {
            return known;
        }
        String name = recordNames.take(
                schema.name() == null ? ConnectProperties.UNNAMED_NAMESPACE + ".Struct" : schema.name());
        List<org.apache.avro.Schema.Field> avroFields = new ArrayList<>();
        List<ValueWriter> writers = new ArrayList<>();
        List<String> names =
                AvroNames.legal(schema.fields().stream().map(Field::name).toList());
        for (Field field : schema.fields()) {
            WritePlan plan = whole(field.schema());
            avroFields.add(field(names.get(field.index()), field, plan.avro()));
            writers.add(plan.writer());
        }
        org.apache.avro.Schema avro = org.apache.avro.Schema.createRecord(name, schema.doc(), null, false, avroFields);
        describe(avro, schema);
        WritePlan plan = new WritePlan(avro, new StructWriter(schema, writers));
        records.put(identity, plan);
        return plan;
    }

    private static org.apache.avro.Schema.Field field(String name, Field field, org.apache.avro.Schema type) {
        org.apache.avro.Schema.Field avro =
                new org.apache.avro.Schema.Field(name, type, field.schema().doc(), avroDefault(field.schema()));
        if (!name.equals(field.name())) {
            avro.addProp(SchemaProperties.NAME, field.name());
        }
        return avro;
    }

    /** What Avro accepts as a default without doubt; {@code connect.default} has all of them. */
    private static Object avroDefault(Schema schema) {
        Object value = schema.defaultValue();
        if (value == null) {
            return schema.isOptional() ? org.apache.avro.Schema.Field.NULL_DEFAULT_VALUE : null;
        }
        return switch (schema.type()) {
            case INT8, INT16, INT32, INT64, BOOLEAN, STRING, BYTES -> DefaultValue.toJson(schema, value);
            case FLOAT32, FLOAT64 -> Double.isFinite(((Number) value).doubleValue()) ? value : null;
            case ARRAY, MAP, STRUCT -> null;
        };
    }

    private static void describe(org.apache.avro.Schema avro, Schema schema) {
        if (schema.name() != null) {
            avro.addProp(ConnectProperties.NAME, schema.name());
        }
        if (schema.version() != null) {
            avro.addProp(ConnectProperties.VERSION, schema.version());
        }
        if (schema.doc() != null) {
            avro.addProp(ConnectProperties.DOC, schema.doc());
        }
        if (schema.parameters() != null && !schema.parameters().isEmpty()) {
            // Sorted: the order of a hash map would make a new schema of the same one.
            avro.addProp(ConnectProperties.PARAMETERS, (Object) new TreeMap<>(schema.parameters()));
        }
        if (schema.defaultValue() != null) {
            avro.addProp(ConnectProperties.DEFAULT, DefaultValue.toJson(schema, schema.defaultValue()));
        }
    }

    /** Writes the fields in order; a failure names the field. */
    private static final class StructWriter implements ValueWriter {

        private final Field[] fields;
        private final boolean[] nullIsNotDefault;
        private final ValueWriter[] writers;

        StructWriter(Schema schema, List<ValueWriter> writers) {
            this.fields = schema.fields().toArray(Field[]::new);
            this.writers = writers.toArray(ValueWriter[]::new);
            this.nullIsNotDefault = new boolean[fields.length];
            for (int i = 0; i < fields.length; i++) {
                Schema type = fields[i].schema();
                nullIsNotDefault[i] = type.isOptional() && type.defaultValue() != null;
            }
        }

        @Override
        public void write(Object value, AvroOutput out) {
            Struct struct = (Struct) value;
            for (int i = 0; i < fields.length; i++) {
                Field field = fields[i];
                // Struct.get() gives the default for a null: a NULL of a nullable column would be changed silently.
                Object item = nullIsNotDefault[i] ? struct.getWithoutDefault(field.name()) : struct.get(field);
                try {
                    writers[i].write(item, out);
                } catch (ClassCastException | DataException e) {
                    throw new DataException("Field \"" + field.name() + "\": " + e.getMessage(), e);
                }
            }
        }
    }
}
