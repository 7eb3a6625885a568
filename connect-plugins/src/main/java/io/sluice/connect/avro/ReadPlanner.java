package io.sluice.connect.avro;

import io.sluice.core.wire.SchemaProperties;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.DataException;

/**
 * Compiles one Avro schema, written by {@link WritePlanner} or by anybody else: its Connect schema and its reader.
 *
 * <p>Connect has no unions but "or null" and no records within themselves; a schema with either is refused.
 */
final class ReadPlanner {

    private static final Object NO_DEFAULT = null;

    private final Set<String> open = new HashSet<>();

    private ReadPlanner() {}

    /** @throws DataException if Connect has nothing like this schema */
    static ReadPlan plan(org.apache.avro.Schema avro) {
        return new ReadPlanner().required(avro, NO_DEFAULT);
    }

    private ReadPlan required(org.apache.avro.Schema avro, Object avroDefault) {
        return avro.isUnion() ? union(avro, avroDefault) : present(avro, Optionality.REQUIRED, avroDefault);
    }

    private enum Optionality {
        REQUIRED,
        OPTIONAL
    }

    private ReadPlan union(org.apache.avro.Schema avro, Object avroDefault) {
        List<org.apache.avro.Schema> branches = avro.getTypes();
        List<org.apache.avro.Schema> present = branches.stream()
                .filter(branch -> branch.getType() != org.apache.avro.Schema.Type.NULL)
                .toList();
        if (present.size() != 1) {
            throw new DataException("A union of " + present.size() + " types besides null has no counterpart in"
                    + " Kafka Connect; write the record with one type per field.");
        }
        Optionality optionality = branches.size() == 1 ? Optionality.REQUIRED : Optionality.OPTIONAL;
        ReadPlan plan = present(present.get(0), optionality, avroDefault);
        int presentBranch = branches.indexOf(present.get(0));
        ValueReader reader = plan.reader();
        return new ReadPlan(plan.connect(), in -> in.readIndex() == presentBranch ? reader.read(in) : null);
    }

    private ReadPlan present(org.apache.avro.Schema avro, Optionality optionality, Object avroDefault) {
        ReadPlan plan =
                switch (avro.getType()) {
                    case INT -> integer(avro);
                    case LONG -> new ReadPlan(SchemaBuilder.int64(), BinaryDecoder::readLong);
                    case FLOAT -> new ReadPlan(SchemaBuilder.float32(), BinaryDecoder::readFloat);
                    case DOUBLE -> new ReadPlan(SchemaBuilder.float64(), BinaryDecoder::readDouble);
                    case BOOLEAN -> new ReadPlan(SchemaBuilder.bool(), BinaryDecoder::readBoolean);
                    case STRING -> new ReadPlan(SchemaBuilder.string(), BinaryDecoder::readString);
                    case ENUM -> enumeration(avro.getEnumSymbols());
                    case BYTES -> new ReadPlan(SchemaBuilder.bytes(), ReadPlanner::readBytes);
                    case FIXED -> fixed(avro.getFixedSize());
                    case ARRAY -> isMapEntry(avro.getElementType()) ? entries(avro.getElementType()) : array(avro);
                    case MAP -> map(avro);
                    case RECORD -> record(avro);
                    case UNION, NULL ->
                        throw new DataException("Avro's " + avro.getType().getName()
                                + " has no counterpart in Kafka Connect at this place of the schema.");
                };
        SchemaBuilder builder = (SchemaBuilder) plan.connect();
        describe(builder, avro, optionality, avroDefault);
        Schema connect = builder.build();
        return new ReadPlan(connect, logical(connect, plan.reader()));
    }

    private static ReadPlan integer(org.apache.avro.Schema avro) {
        String narrower = avro.getProp(ConnectProperties.TYPE);
        if (ConnectProperties.INT8.equals(narrower)) {
            return new ReadPlan(SchemaBuilder.int8(), in -> (byte) in.readInt());
        }
        if (ConnectProperties.INT16.equals(narrower)) {
            return new ReadPlan(SchemaBuilder.int16(), in -> (short) in.readInt());
        }
        return new ReadPlan(SchemaBuilder.int32(), BinaryDecoder::readInt);
    }

    private static ReadPlan enumeration(List<String> symbols) {
        return new ReadPlan(SchemaBuilder.string(), in -> symbols.get(in.readEnum()));
    }

    private static ReadPlan fixed(int size) {
        return new ReadPlan(SchemaBuilder.bytes(), in -> {
            byte[] bytes = new byte[size];
            in.readFixed(bytes, 0, size);
            return bytes;
        });
    }

    private static byte[] readBytes(BinaryDecoder in) throws IOException {
        ByteBuffer buffer = in.readBytes(null);
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private ReadPlan array(org.apache.avro.Schema avro) {
        ReadPlan items = required(avro.getElementType(), NO_DEFAULT);
        ValueReader reader = items.reader();
        return new ReadPlan(SchemaBuilder.array(items.connect()), in -> {
            List<Object> list = new ArrayList<>();
            for (long block = in.readArrayStart(); block != 0; block = in.arrayNext()) {
                for (long i = 0; i < block; i++) {
                    list.add(reader.read(in));
                }
            }
            return list;
        });
    }

    private ReadPlan map(org.apache.avro.Schema avro) {
        ReadPlan values = required(avro.getValueType(), NO_DEFAULT);
        return mapOf(new ReadPlan(Schema.STRING_SCHEMA, BinaryDecoder::readString), values);
    }

    private static boolean isMapEntry(org.apache.avro.Schema avro) {
        return avro.getType() == org.apache.avro.Schema.Type.RECORD
                && ConnectProperties.MAP_ENTRY.equals(avro.getProp(ConnectProperties.INTERNAL_TYPE));
    }

    private ReadPlan entries(org.apache.avro.Schema entry) {
        ReadPlan keys = required(entry.getField(ConnectProperties.ENTRY_KEY).schema(), NO_DEFAULT);
        ReadPlan values = required(entry.getField(ConnectProperties.ENTRY_VALUE).schema(), NO_DEFAULT);
        return mapOf(keys, values);
    }

    private static ReadPlan mapOf(ReadPlan keys, ReadPlan values) {
        return new ReadPlan(SchemaBuilder.map(keys.connect(), values.connect()), in -> {
            Map<Object, Object> map = new HashMap<>();
            for (long block = in.readMapStart(); block != 0; block = in.mapNext()) {
                for (long i = 0; i < block; i++) {
                    Object key = keys.reader().read(in);
                    map.put(key, values.reader().read(in));
                }
            }
            return map;
        });
    }

    /** Its reader is bound to the finished schema by {@link #logical}, after {@link #present} has built it. */
    private ReadPlan record(org.apache.avro.Schema avro) {
        if (!open.add(avro.getFullName())) {
            throw new DataException("The record " + avro.getFullName() + " contains itself, which Kafka Connect's"
                    + " schemas cannot; write it without the recursion.");
        }
        SchemaBuilder builder = SchemaBuilder.struct();
        List<ValueReader> readers = new ArrayList<>();
        for (org.apache.avro.Schema.Field field : avro.getFields()) {
            ReadPlan plan = required(field.schema(), defaultOf(field));
            String realName = field.getProp(SchemaProperties.NAME);
            builder.field(realName == null ? field.name() : realName, plan.connect());
            readers.add(plan.reader());
        }
        open.remove(avro.getFullName());
        return new ReadPlan(builder, new StructReader(builder, readers));
    }

    private static Object defaultOf(org.apache.avro.Schema.Field field) {
        try {
            return field.defaultVal();
        } catch (AvroRuntimeException e) {
            // A default that does not fit its type is never used to read a record that has the field.
            return NO_DEFAULT;
        }
    }

    private static void describe(
            SchemaBuilder builder, org.apache.avro.Schema avro, Optionality optionality, Object avroDefault) {
        switch (optionality) {
            case REQUIRED -> builder.required();
            case OPTIONAL -> builder.optional();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        name(builder, avro, parameters);
        if (avro.getObjectProp(ConnectProperties.VERSION) instanceof Number version) {
            builder.version(version.intValue());
        }
        if (avro.getProp(ConnectProperties.DOC) != null) {
            builder.doc(avro.getProp(ConnectProperties.DOC));
        }
        parameters.putAll(parameters(avro));
        if (!parameters.isEmpty()) {
            builder.parameters(parameters);
        }
        setDefault(builder, avro, avroDefault);
    }

    /** The name that Connect gave, or what Avro's own name or logical type corresponds to. */
    private static void name(SchemaBuilder builder, org.apache.avro.Schema avro, Map<String, String> parameters) {
        String name = avro.getProp(ConnectProperties.NAME);
        String logicalType = avro.getProp(ConnectProperties.LOGICAL_TYPE);
        if (name != null) {
            builder.name(name);
        } else if (avro.getType() == org.apache.avro.Schema.Type.RECORD) {
            if (!ConnectProperties.UNNAMED_NAMESPACE.equals(avro.getNamespace())) {
                builder.name(avro.getFullName());
            }
        } else if (logicalType != null) {
            nameLogical(builder, avro, logicalType, parameters);
        }
    }

    private static void nameLogical(
            SchemaBuilder builder, org.apache.avro.Schema avro, String logicalType, Map<String, String> parameters) {
        switch (logicalType) {
            case "date" -> builder.name(Date.LOGICAL_NAME).version(1);
            case "time-millis" -> builder.name(Time.LOGICAL_NAME).version(1);
            case "timestamp-millis" -> builder.name(Timestamp.LOGICAL_NAME).version(1);
            case "decimal" -> {
                Object scale = avro.getObjectProp(ConnectProperties.SCALE, 0);
                Object precision = avro.getObjectProp(ConnectProperties.PRECISION);
                builder.name(Decimal.LOGICAL_NAME).version(1);
                parameters.put(Decimal.SCALE_FIELD, scale.toString());
                if (precision != null) {
                    parameters.put(ConnectProperties.DECIMAL_PRECISION, precision.toString());
                }
            }
            // Connect's dates end at the millisecond: what is finer stays a number, and says what it counts.
            default -> parameters.put(ConnectProperties.LOGICAL_TYPE_PARAMETER, logicalType);
        }
    }

    private static Map<String, String> parameters(org.apache.avro.Schema avro) {
        Map<String, String> parameters = new LinkedHashMap<>();
        avro.getObjectProps().forEach((key, value) -> {
            boolean ours = key.startsWith("connect.") || key.equals(ConnectProperties.LOGICAL_TYPE);
            // Only says which Java class generated code should use.
            boolean javaOnly = key.equals("avro.java.string");
            if (!ours && !javaOnly && value instanceof String text) {
                parameters.put(key, text);
            }
        });
        if (avro.getObjectProp(ConnectProperties.PARAMETERS) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> parameters.put(key.toString(), value.toString()));
        }
        return parameters;
    }

    private static void setDefault(SchemaBuilder builder, org.apache.avro.Schema avro, Object avroDefault) {
        Object ofConnect = avro.getObjectProp(ConnectProperties.DEFAULT);
        Object json = ofConnect == null ? avroDefault : ofConnect;
        try {
            Object value = DefaultValue.fromJson(builder, json);
            if (value != null) {
                builder.defaultValue(value);
            }
        } catch (RuntimeException e) {
            // Somebody's default of another type: records that have the field can be read all the same.
        }
    }

    private static ValueReader logical(Schema connect, ValueReader plain) {
        if (plain instanceof StructReader struct) {
            return struct.of(connect);
        }
        LogicalValue logical = LogicalValue.of(connect);
        return logical == LogicalValue.PLAIN ? plain : in -> logical.fromPlain(connect, plain.read(in));
    }

    /** Reads the fields in order. */
    private static final class StructReader implements ValueReader {

        private final Schema schema;
        private final Field[] fields;
        private final ValueReader[] readers;

        StructReader(Schema schema, List<ValueReader> readers) {
            this.schema = schema;
            this.fields = schema.fields().toArray(Field[]::new);
            this.readers = readers.toArray(ValueReader[]::new);
        }

        StructReader of(Schema built) {
            return new StructReader(built, List.of(readers));
        }

        @Override
        public Object read(BinaryDecoder in) throws IOException {
            Struct struct = new Struct(schema);
            for (int i = 0; i < fields.length; i++) {
                struct.put(fields[i], readers[i].read(in));
            }
            return struct;
        }
    }
}
