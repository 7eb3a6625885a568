package io.sluice.sink;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.sink.SinkRecord;

/** Makes the records of one output topic, offset by offset. */
public final class TestTopic {

    /** 2024-01-02 03:04:05.000006 UTC. */
    static final long COMMIT_MICROS = 1_704_164_645_000_006L;

    final String name;
    private final Schema keySchema;
    private Schema valueSchema;
    private int partition;
    private String position = "binlog.000001:4:0";
    private long commitMicros = COMMIT_MICROS;
    private long timeMillis;
    private long offset;

    /** @param keySchema null for a keyless table */
    public TestTopic(String name, Schema keySchema, Schema valueSchema) {
        this.name = name;
        this.keySchema = keySchema;
        this.valueSchema = valueSchema;
    }

    /** The changes of {@code shop.item (id integer, code varchar(5))}. */
    static TestTopic ofItems() {
        return likeItems("item");
    }

    /** The changes of a table with the columns of {@code shop.item}. */
    static TestTopic likeItems(String table) {
        Schema key = record("shop", table)
                .field("id", typed(SchemaBuilder.int32(), "integer"))
                .build();
        Schema value = record("shop", table)
                .field("id", typed(SchemaBuilder.int32(), "integer"))
                .field("code", nullable(SchemaBuilder.string(), "varchar(5)"))
                .build();
        return new TestTopic("p.postgres.shop." + table, key, value);
    }

    /** A builder of a record of this table. */
    public static SchemaBuilder record(String schema, String table) {
        return SchemaBuilder.struct()
                .name(schema + "." + table)
                .parameter("pg.schema", schema)
                .parameter("pg.table", table);
    }

    public static Schema typed(SchemaBuilder builder, String type) {
        return builder.parameter("pg.type", type).build();
    }

    public static Schema nullable(SchemaBuilder builder, String type) {
        return builder.optional().parameter("pg.type", type).build();
    }

    void evolve(Schema newValueSchema) {
        valueSchema = newValueSchema;
    }

    Schema keySchema() {
        return keySchema;
    }

    Schema valueSchema() {
        return valueSchema;
    }

    /** The records go to this partition of the topic. */
    TestTopic partition(int newPartition) {
        partition = newPartition;
        return this;
    }

    TopicPartition partition() {
        return new TopicPartition(name, partition);
    }

    /** Where and when the next records' changes were made in the source. */
    void at(String newPosition, long newCommitMicros) {
        position = newPosition;
        commitMicros = newCommitMicros;
    }

    /** The time of the next records in Kafka. */
    TestTopic time(long newTimeMillis) {
        timeMillis = newTimeMillis;
        return this;
    }

    void seek(long newOffset) {
        offset = newOffset;
    }

    public SinkRecord read(Object... values) {
        return upsert("read", values);
    }

    public SinkRecord reload(Object... values) {
        return upsert("reload", values);
    }

    public SinkRecord insert(Object... values) {
        return upsert("insert", values);
    }

    public SinkRecord update(Object... values) {
        return upsert("update", values);
    }

    public SinkRecord upsert(String operation, Object... values) {
        Struct value = struct(valueSchema, values);
        Struct key = null;
        if (keySchema != null) {
            key = new Struct(keySchema);
            for (var field : keySchema.fields()) {
                key.put(field.name(), value.get(field.name()));
            }
        }
        return record(key, valueSchema, value, operation);
    }

    public SinkRecord delete(Object... keyValues) {
        return record(struct(keySchema, keyValues), null, null, "delete");
    }

    /** Of a keyless table. */
    public SinkRecord deleteRow(Object... values) {
        return record(null, valueSchema, struct(valueSchema, values), "delete");
    }

    public SinkRecord truncate() {
        return emptying("truncate");
    }

    /** A snapshot of the table begins. */
    public SinkRecord snapshot() {
        return emptying("snapshot");
    }

    private SinkRecord emptying(String operation) {
        Schema schema = SchemaBuilder.struct()
                .name("x.Truncate")
                .parameters(valueSchema.parameters())
                .build();
        return record(schema, new Struct(schema), schema, new Struct(schema), operation);
    }

    public SinkRecord record(Struct key, Schema schema, Struct value, String operation) {
        return record(keySchema, key, schema, value, operation);
    }

    private SinkRecord record(Schema forKey, Struct key, Schema forValue, Struct value, String operation) {
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString("sluice.op", operation);
        headers.addString("sluice.position", position);
        headers.addString("sluice.commit-time", Long.toString(commitMicros));
        return new SinkRecord(
                name,
                partition,
                key == null ? null : forKey,
                key,
                forValue,
                value,
                offset++,
                timeMillis,
                TimestampType.CREATE_TIME,
                headers);
    }

    public static Struct struct(Schema schema, Object... values) {
        Struct struct = new Struct(schema);
        for (int i = 0; i < values.length; i++) {
            struct.put(schema.fields().get(i), values[i]);
        }
        return struct;
    }
}
