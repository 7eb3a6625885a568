package io.sluice.transformer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.core.wire.SchemaRegistry;
import io.sluice.core.wire.WireFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** A MySQL table whose records are written as Debezium and our converter write them. */
public final class RawTable {

    /** When everything was committed on the source. */
    static final long COMMIT_MILLIS = 1_700_000_000_123L;

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param avro the column's Avro type as JSON, without null and without Connect's parameters */
    public record Column(String name, String avro, String mysqlType, boolean nullable, ObjectNode parameters) {}

    private final String database;
    private final String table;
    private final SchemaRegistry registry;
    private final List<Column> columns = new ArrayList<>();
    private final List<String> key = new ArrayList<>();

    public RawTable(String database, String table, SchemaRegistry registry) {
        this.database = database;
        this.table = table;
        this.registry = registry;
    }

    public RawTable key(String name, String avro, String mysqlType) {
        key.add(name);
        return column(name, avro, mysqlType, false);
    }

    public RawTable column(String name, String avro, String mysqlType) {
        return column(name, avro, mysqlType, true);
    }

    private RawTable column(String name, String avro, String mysqlType, boolean nullable) {
        columns.add(new Column(name, avro, mysqlType, nullable, JSON.createObjectNode()));
        return this;
    }

    /** Adds a Connect parameter to the column named last, such as {@code allowed}. */
    public RawTable with(String parameter, String value) {
        columns.get(columns.size() - 1).parameters().put(parameter, value);
        return this;
    }

    public String topic(String prefix) {
        return prefix + "." + database + "." + table;
    }

    public byte[] key(Object... values) {
        if (key.isEmpty()) {
            return null;
        }
        Schema schema = parse(record(
                "Key",
                columns.stream().filter(column -> key.contains(column.name())).toList()));
        GenericRecord record = fill(new GenericData.Record(schema), values);
        return bytes(record, registry.register("key", schema));
    }

    public RawRecord insert(Object... after) {
        return new RawRecord("c", null, after);
    }

    public RawRecord update(Object[] before, Object... after) {
        return new RawRecord("u", before, after);
    }

    public RawRecord delete(Object... before) {
        return new RawRecord("d", before, null);
    }

    public RawRecord truncate() {
        return new RawRecord("t", null, null);
    }

    /** One envelope, as yet unwritten. */
    public final class RawRecord {
        private final String operation;
        private final Object[] before;
        private final Object[] after;
        private Optional<String> gtid = Optional.empty();
        private long position = 4;

        RawRecord(String operation, Object[] before, Object[] after) {
            this.operation = operation;
            this.before = before;
            this.after = after;
        }

        public RawRecord gtid(String id) {
            gtid = Optional.of(id);
            return this;
        }

        public RawRecord position(long bytes) {
            position = bytes;
            return this;
        }

        public byte[] value() {
            Schema schema = parse(envelope());
            GenericRecord envelope = new GenericData.Record(schema);
            Schema row = schema.getField("before").schema().getTypes().get(1);
            envelope.put("before", before == null ? null : fill(new GenericData.Record(row), before));
            envelope.put("after", after == null ? null : fill(new GenericData.Record(row), after));
            GenericRecord source =
                    new GenericData.Record(schema.getField("source").schema());
            source.put("version", "3.6.1.Final");
            source.put("connector", "mysql");
            source.put("ts_ms", COMMIT_MILLIS);
            source.put("snapshot", "false");
            source.put("db", database);
            source.put("ts_us", 1_700_000_000_123_456L);
            source.put("table", table);
            source.put("server_id", 1L);
            source.put("gtid", gtid.orElse(null));
            source.put("file", "binlog.000007");
            source.put("pos", position);
            source.put("row", 0);
            envelope.put("source", source);
            envelope.put("op", operation);
            envelope.put("ts_ms", 1_700_000_000_999L);
            return bytes(envelope, registry.register("value", schema));
        }

        /** The key of the row that is there after the change, or was before it; none for a truncate. */
        public byte[] key() {
            if (operation.equals("t")) {
                return null;
            }
            Object[] row = after == null ? before : after;
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                if (key.contains(columns.get(i).name())) {
                    values.add(row[i]);
                }
            }
            return RawTable.this.key(values.toArray());
        }
    }

    private ObjectNode envelope() {
        ObjectNode row = record("Value", columns);
        String rowName = "P.mysql." + table + ".Value";
        ObjectNode envelope = JSON.createObjectNode()
                .put("type", "record")
                .put("name", "Envelope")
                .put("namespace", "P.mysql." + table)
                .put("connect.version", 2);
        ArrayNode fields = envelope.putArray("fields");
        fields.add(nullable("before", row));
        fields.add(nullable("after", JSON.getNodeFactory().textNode(rowName)));
        fields.add(field("source", source()));
        fields.add(nullable("transaction", json("{\"type\":\"map\",\"values\":\"string\"}")));
        fields.add(field("op", json("\"string\"")));
        fields.add(nullable("ts_ms", json("\"long\"")));
        fields.add(nullable("ts_us", json("\"long\"")));
        return envelope;
    }

    private ObjectNode source() {
        ObjectNode source = JSON.createObjectNode()
                .put("type", "record")
                .put("name", "Source")
                .put("namespace", "io.debezium.connector.mysql");
        ArrayNode fields = source.putArray("fields");
        fields.add(field("version", json("\"string\"")));
        fields.add(field("connector", json("\"string\"")));
        fields.add(field("ts_ms", json("\"long\"")));
        fields.add(nullable("snapshot", json("{\"type\":\"string\",\"connect.name\":\"io.debezium.data.Enum\"}")));
        fields.add(field("db", json("\"string\"")));
        fields.add(nullable("ts_us", json("\"long\"")));
        fields.add(nullable("table", json("\"string\"")));
        fields.add(field("server_id", json("\"long\"")));
        fields.add(nullable("gtid", json("\"string\"")));
        fields.add(field("file", json("\"string\"")));
        fields.add(field("pos", json("\"long\"")));
        fields.add(field("row", json("\"int\"")));
        return source;
    }

    private ObjectNode record(String name, List<Column> members) {
        ObjectNode record =
                JSON.createObjectNode().put("type", "record").put("name", name).put("namespace", "P.mysql." + table);
        ArrayNode fields = record.putArray("fields");
        for (Column column : members) {
            ObjectNode type = json(column.avro()) instanceof ObjectNode object
                    ? object
                    : JSON.createObjectNode().set("type", json(column.avro()));
            type.set("connect.parameters", parameters(column));
            String legal = column.name().replaceAll("[^A-Za-z0-9_]", "_");
            ObjectNode field = column.nullable() ? nullable(legal, type) : field(legal, type);
            if (!legal.equals(column.name())) {
                field.put("sluice.name", column.name());
            }
            fields.add(field);
        }
        return record;
    }

    /** {@code DECIMAL(12,2)} comes as a type name and two parameters. */
    private static ObjectNode parameters(Column column) {
        String[] parts = column.mysqlType().split("[(,)]", -1);
        ObjectNode parameters = column.parameters().deepCopy();
        String attributes = parts.length > 1 ? parts[parts.length - 1] : "";
        parameters.put("__debezium.source.column.type", parts[0] + attributes);
        if (parts.length > 2) {
            parameters.put("__debezium.source.column.length", parts[1]);
        }
        if (parts.length > 3) {
            parameters.put("__debezium.source.column.scale", parts[2]);
        }
        return parameters.put("__debezium.source.column.name", column.name());
    }

    private static ObjectNode field(String name, JsonNode type) {
        return JSON.createObjectNode().put("name", name).set("type", type);
    }

    private static ObjectNode nullable(String name, JsonNode type) {
        ObjectNode field = JSON.createObjectNode().put("name", name);
        field.putArray("type").add("null").add(type);
        return field.putNull("default");
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private static Schema parse(ObjectNode json) {
        return new Schema.Parser().parse(json.toString());
    }

    private static GenericRecord fill(GenericRecord record, Object... values) {
        for (int i = 0; i < values.length; i++) {
            record.put(i, values[i]);
        }
        return record;
    }

    private static byte[] bytes(GenericRecord record, int id) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(WireFormat.header(id));
        BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
        try {
            new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
            encoder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
