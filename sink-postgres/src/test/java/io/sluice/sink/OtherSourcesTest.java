package io.sluice.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.header.ConnectHeaders;
import org.apache.kafka.connect.json.JsonConverter;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

/** Topics that no Sluice pipeline has written: no types, no table, no headers of ours. */
class OtherSourcesTest {

    private static final String TOPIC = "db1.inventory.customer";

    /** As Debezium's ExtractNewRecordState leaves them. */
    private static final Schema KEY = SchemaBuilder.struct()
            .name("db1.inventory.customer.Key")
            .field("id", Schema.INT32_SCHEMA)
            .build();

    private static final Schema VALUE = SchemaBuilder.struct()
            .name("db1.inventory.customer.Value")
            .field("id", Schema.INT32_SCHEMA)
            .field("name", Schema.OPTIONAL_STRING_SCHEMA)
            .field(
                    "created",
                    SchemaBuilder.int64()
                            .optional()
                            .name("io.debezium.time.MicroTimestamp")
                            .build())
            .field(
                    "size",
                    SchemaBuilder.string()
                            .optional()
                            .name("io.debezium.data.Enum")
                            .parameter("allowed", "S,M,L")
                            .build())
            .field("__deleted", Schema.OPTIONAL_STRING_SCHEMA)
            .build();

    private final TestDatabase database = TestDatabase.create();
    private long offset;

    private SinkRecord flat(int id, String name, String deleted) {
        Struct value = TestTopic.struct(VALUE, id, name, 1_704_164_645_000_006L, "M", deleted);
        return record(new SchemaAndValue(KEY, TestTopic.struct(KEY, id)), new SchemaAndValue(VALUE, value));
    }

    private SinkRecord tombstone(int id) {
        return record(new SchemaAndValue(KEY, TestTopic.struct(KEY, id)), SchemaAndValue.NULL);
    }

    private SinkRecord record(SchemaAndValue key, SchemaAndValue value) {
        ConnectHeaders headers = new ConnectHeaders();
        headers.addString("__op", "c");
        headers.addInt("id", 7);
        headers.add("trace", null, null);
        headers.addBytes("sluice", new byte[] {1});
        return new SinkRecord(
                TOPIC,
                0,
                key.schema(),
                key.value(),
                value.schema(),
                value.value(),
                offset++,
                0L,
                TimestampType.CREATE_TIME,
                headers);
    }

    private List<String> customers() {
        return database.rows("SELECT id, name, created, size, __deleted FROM customer ORDER BY id");
    }

    @Test
    void takesFlattenedEventsOfDebeziumWithTombstones() {
        try (TestSink sink = new TestSink(database).open(TOPIC)) {
            sink.put(flat(1, "Ann", "false"), flat(2, "Bob", "false"), flat(1, "Anna", "false"));
            sink.put(flat(2, "Bob", "true"), tombstone(2));
            assertThat(sink.context.deadLetters).isEmpty();
        }
        assertThat(customers()).containsExactly("1|Anna|2024-01-02 03:04:05.000006|M|false");
        assertThat(database.rows("SELECT next_offset, changes, commit_time FROM sluice.sink_offset"))
                .containsExactly("5|5|null");
    }

    @Test
    void keepsRowsThatAreOnlyMarkedAsDeleted() {
        try (TestSink sink = new TestSink(database).open(TOPIC)) {
            sink.put(flat(1, "Ann", "false"), flat(1, "Ann", "true"));
        }
        assertThat(customers()).containsExactly("1|Ann|2024-01-02 03:04:05.000006|M|true");
    }

    @Test
    void appendsRecordsWithoutAKeyAndPassesOverEmptyOnes() {
        Struct value = TestTopic.struct(VALUE, 1, "Ann");
        try (TestSink sink = new TestSink(database).open(TOPIC)) {
            sink.put(
                    record(SchemaAndValue.NULL, new SchemaAndValue(VALUE, value)),
                    record(SchemaAndValue.NULL, SchemaAndValue.NULL),
                    record(SchemaAndValue.NULL, new SchemaAndValue(VALUE, value)));
            assertThat(sink.context.deadLetters).isEmpty();
        }
        assertThat(customers()).containsExactly("1|Ann|null|null|null", "1|Ann|null|null|null");
    }

    @Test
    void takesJsonWithSchemas() {
        try (JsonConverter keys = new JsonConverter();
                JsonConverter values = new JsonConverter();
                TestSink sink = new TestSink(database).open(TOPIC)) {
            keys.configure(Map.of("schemas.enable", "true"), true);
            values.configure(Map.of("schemas.enable", "true"), false);
            String key = """
                    {"schema": {"type": "struct", "fields": [{"field": "id", "type": "int64"}]},
                     "payload": {"id": 5}}""";
            String value = """
                    {"schema": {"type": "struct", "fields": [
                       {"field": "id", "type": "int64"},
                       {"field": "price", "type": "bytes", "name": "org.apache.kafka.connect.data.Decimal",
                        "parameters": {"scale": "2"}},
                       {"field": "day", "type": "int32", "name": "org.apache.kafka.connect.data.Date", "optional": true},
                       {"field": "tags", "type": "array", "items": {"type": "string"}}]},
                     "payload": {"id": 5, "price": "AMg=", "day": 1, "tags": ["a", "b c"]}}""";
            sink.put(
                    record(json(keys, key), json(values, value)),
                    record(json(keys, key.replace("5", "6")), json(values, value.replace("\"id\": 5", "\"id\": 6"))),
                    record(json(keys, key), SchemaAndValue.NULL));
            assertThat(sink.context.deadLetters).isEmpty();
        }
        assertThat(database.rows("SELECT id, price, day, tags FROM customer"))
                .containsExactly("6|2.00|1970-01-02|{a,\"b c\"}");
    }

    private static SchemaAndValue json(JsonConverter converter, String text) {
        return converter.toConnectData(TOPIC, text.getBytes(UTF_8));
    }
}
