package io.sluice.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.core.mapping.MappingRules;
import io.sluice.core.mapping.Rule;
import io.sluice.core.model.SourcePosition;
import io.sluice.core.name.TableId;
import io.sluice.core.policy.Policies;
import io.sluice.core.type.Transformation;
import io.sluice.core.wire.SchemaRegistryException;
import io.sluice.core.wire.TopicKind;
import io.sluice.core.wire.Topics;
import io.sluice.core.wire.WireFormat;
import io.sluice.transformer.deadletter.OnError;
import io.sluice.transformer.deadletter.StoppedAtRecordException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TransformerTopologyTest {

    private static final String ORDERS = "P.postgres.shop.orders";

    @TempDir
    Path state;

    private TransformerHarness transformer;
    private RawTable orders;

    @BeforeEach
    void start() {
        transformer = new TransformerHarness(state);
        orders = orders();
    }

    private RawTable orders() {
        return transformer
                .table("shop", "orders")
                .key("id", "\"long\"", "BIGINT")
                .column("note", "\"string\"", "VARCHAR(20)");
    }

    @AfterEach
    void stop() {
        transformer.close();
    }

    private static Object[] row(Object... values) {
        return values;
    }

    @Test
    void carriesEveryOperationOfATableWithAKey() {
        transformer.pipe(
                orders,
                orders.insert(2L, "b"),
                orders.update(row(2L, "b"), 2L, "c"),
                orders.delete(2L, "c"),
                orders.truncate());

        assertThat(transformer.texts(ORDERS))
                .containsExactly(
                        "insert {\"id\":2} {\"id\": 2, \"note\": \"b\"}",
                        "update {\"id\":2} {\"id\": 2, \"note\": \"c\"}",
                        "delete {\"id\":2} -",
                        "truncate {} {}");
        assertThat(transformer.topics.kinds()).containsEntry(ORDERS, TopicKind.KEYED_ROWS);
    }

    @Test
    void swallowsTombstones() {
        transformer.pipe(orders.topic("P.mysql"), orders.key(1L), null);

        assertThat(transformer.topics.kinds()).isEmpty();
        assertThat(transformer.raw("P.dead-letters")).isEmpty();
    }

    @Test
    void dropsATruncateOfATableThatWasNeverWritten() {
        transformer.pipe(orders, orders.truncate());

        assertThat(transformer.raw(ORDERS)).isEmpty();
        assertThat(transformer.raw("P.dead-letters")).isEmpty();
    }

    @Test
    void turnsAChangeOfKeyIntoDeleteAndInsert() {
        transformer.pipe(orders, orders.update(row(1L, "a"), 5L, "a"));

        assertThat(transformer.texts(ORDERS))
                .containsExactly("delete {\"id\":1} -", "insert {\"id\":5} {\"id\": 5, \"note\": \"a\"}");
    }

    @Test
    void carriesOldRowsOfATableWithoutAKey() {
        RawTable log = transformer.table("shop", "log").column("line", "\"string\"", "TEXT(65535)");

        transformer.pipe(log, log.insert("a"), log.update(row("a"), "b"), log.delete("b"));

        assertThat(transformer.texts("P.postgres.shop.log"))
                .containsExactly(
                        "insert - {\"line\": \"a\"}",
                        "delete - {\"line\": \"a\"}",
                        "insert - {\"line\": \"b\"}",
                        "delete - {\"line\": \"b\"}");
        assertThat(transformer.topics.kinds()).containsEntry("P.postgres.shop.log", TopicKind.KEYLESS_ROWS);
    }

    @Test
    void passesOverWhatTheLoadOfATableWithoutAKeyHasSeen() {
        RawTable log = transformer.table("shop", "log").column("line", "\"string\"", "TEXT(65535)");
        transformer.loads().loadedAt(new TableId("shop", "log"), SourcePosition.parse("binlog.000007:91:0"));

        transformer.pipe(log, log.insert("a").position(90), log.insert("b").position(91));
        transformer.pipe(orders, orders.insert(1L, "a").position(90));

        assertThat(transformer.texts("P.postgres.shop.log")).containsExactly("insert - {\"line\": \"b\"}");
        assertThat(transformer.texts(ORDERS)).hasSize(1);
    }

    @Test
    void passesOverTheRecordsOfAnEarlierLog() {
        transformer.loads().begins(orders.topic("P.mysql"), 1);

        transformer.pipe(orders, orders.insert(1L, "of the earlier log"), orders.insert(2L, "b"));

        assertThat(transformer.texts(ORDERS)).containsExactly("insert {\"id\":2} {\"id\": 2, \"note\": \"b\"}");
    }

    @Test
    void saysWhereAndWhenAChangeComesFrom() {
        transformer.pipe(
                orders,
                orders.insert(1L, "a")
                        .gtid("3e11fa47-71ca-11e1-9e33-c80aa9429562:23")
                        .position(90),
                orders.insert(2L, "b").position(91));

        List<TransformerHarness.Output> outputs = transformer.read(ORDERS);
        assertThat(outputs.get(0).header("sluice.position"))
                .isEqualTo("binlog.000007:90:0@3e11fa47-71ca-11e1-9e33-c80aa9429562:23");
        assertThat(outputs.get(0).header("sluice.tx")).isEqualTo("3e11fa47-71ca-11e1-9e33-c80aa9429562:23");
        assertThat(outputs.get(0).header("sluice.commit-time")).isEqualTo("1700000000123456");
        assertThat(outputs.get(1).header("sluice.tx")).isEqualTo("binlog.000007:91");
    }

    @Test
    void followsTheRules() {
        stop();
        MappingRules rules = new MappingRules(
                Map.of("shop", "store"),
                Policies.none(),
                List.of(new Rule.Transform(
                        new TableId("shop", "deliveries"), "took us", Transformation.MICROSECONDS_TO_INTERVAL)));
        transformer = new TransformerHarness(state, rules, OnError.DEAD_LETTER);
        RawTable deliveries = transformer
                .table("shop", "deliveries")
                .key("id", "\"int\"", "INT")
                .column("took us", "\"long\"", "BIGINT");

        transformer.pipe(deliveries, deliveries.insert(7, 3_723_000_001L));

        assertThat(transformer.texts("P.postgres.store.deliveries"))
                .containsExactly("insert {\"id\":7} {\"id\": 7, \"took_us\": \"01:02:03.000001\"}");
    }

    @Test
    void takesANewSchemaVersionInTheMiddle() {
        RawTable wider = orders().column("extra", "\"int\"", "INT");

        transformer.pipe(orders, orders.insert(1L, "a"));
        transformer.pipe(wider, wider.insert(2L, "b", 3));

        assertThat(transformer.texts(ORDERS))
                .containsExactly(
                        "insert {\"id\":1} {\"id\": 1, \"note\": \"a\"}",
                        "insert {\"id\":2} {\"id\": 2, \"note\": \"b\", \"extra\": 3}");
    }

    @Test
    void buriesWhatIsNoChangeEventAndGoesOn() {
        byte[] garbage = "garbage".getBytes(StandardCharsets.UTF_8);

        transformer.pipe(orders.topic("P.mysql"), orders.key(1L), garbage);
        transformer.pipe(orders, orders.insert(2L, "b"));

        TestRecord<byte[], byte[]> letter = transformer.raw("P.dead-letters").get(0);
        assertThat(letter.value()).isEqualTo(garbage);
        assertThat(header(letter, "sluice.reason")).contains("zero byte");
        assertThat(header(letter, "sluice.source-topic")).isEqualTo("P.mysql.shop.orders");
        assertThat(header(letter, "sluice.source-offset")).isEqualTo("0");
        assertThat(header(letter, "sluice.stage")).isEqualTo("transformer");
        assertThat(header(letter, "sluice.reason-class")).isEqualTo("UNREADABLE");
        assertThat(letter.headers().lastHeader("sluice.row-key")).isNull();
        assertThat(letter.headers().lastHeader("sluice.source-key").value()).isEqualTo(orders.key(1L));
        assertThat(transformer.texts(ORDERS)).hasSize(1);
    }

    @Test
    void buriesARowThatTheSourceHasLeftOut() {
        RawTable.RawRecord empty = orders.new RawRecord("c", null, null);
        TestRecord<byte[], byte[]> record = new TestRecord<>(orders.key(1L), empty.value());
        record.headers().add("sluice.original-bytes", "40000000".getBytes(StandardCharsets.UTF_8));

        transformer.pipe(orders.topic("P.mysql"), record);
        transformer.pipe(orders, orders.insert(2L, "b"));

        TestRecord<byte[], byte[]> letter = transformer.raw("P.dead-letters").get(0);
        assertThat(header(letter, "sluice.reason")).startsWith("the row is larger than source.record-bytes-max");
        assertThat(header(letter, "sluice.original-bytes")).isEqualTo("40000000");
        assertThat(header(letter, "sluice.reason-class")).isEqualTo("ROW_TOO_LARGE");
        assertThat(header(letter, "sluice.row-key")).isEqualTo("{\"id\":1}");
        assertThat(header(letter, "sluice.position")).isEqualTo("binlog.000007:4:0");
        assertThat(letter.headers().lastHeader("sluice.source-key").value()).isEqualTo(orders.key(1L));
        assertThat(transformer.texts(ORDERS)).hasSize(1);
    }

    @Test
    void buriesARowForWhichARecordHasNoRoom() {
        transformer.pipe(orders, orders.insert(1L, "x".repeat(TransformerHarness.LIMIT.bytes() + 1)));

        TestRecord<byte[], byte[]> letter = transformer.raw("P.dead-letters").get(0);
        assertThat(header(letter, "sluice.reason")).startsWith("the row as PostgreSQL's is larger");
        assertThat(letter.value()).hasSizeLessThan(TransformerHarness.LIMIT.bytes());
        assertThat(Integer.parseInt(header(letter, "sluice.original-bytes")))
                .isGreaterThan(TransformerHarness.LIMIT.bytes());
        assertThat(transformer.raw(ORDERS)).isEmpty();
    }

    @Test
    void buriesWhatNamesASchemaThatIsNotThere() {
        byte[] unknown = WireFormat.header(4711);

        transformer.pipe(orders.topic("P.mysql"), orders.key(1L), unknown);
        transformer.pipe(orders, orders.insert(2L, "b"));

        assertThat(header(transformer.raw("P.dead-letters").get(0), "sluice.reason"))
                .contains("no schema 4711");
        assertThat(transformer.texts(ORDERS)).hasSize(1);
    }

    @Test
    void stopsForARegistryThatRefusesAndBuriesNothing() {
        transformer.registry.refuse();

        assertThatThrownBy(() -> transformer.pipe(orders.topic("P.mysql"), orders.key(1L), WireFormat.header(1)))
                .hasRootCauseInstanceOf(SchemaRegistryException.class);
        assertThat(transformer.raw("P.dead-letters")).isEmpty();
    }

    @Test
    void buriesAValueThatTheTargetCannotHold() {
        RawTable ids =
                transformer.table("shop", "ids").key("id", "\"int\"", "INT").column("text", "\"string\"", "TEXT");

        transformer.pipe(ids, ids.insert(1, "nul\0nul"), ids.insert(2, "fine"));

        TestRecord<byte[], byte[]> letter = transformer.raw("P.dead-letters").get(0);
        assertThat(header(letter, "sluice.reason")).contains("text");
        assertThat(header(letter, "sluice.position")).isEqualTo("binlog.000007:4:0");
        assertThat(transformer.texts("P.postgres.shop.ids")).hasSize(1);
    }

    @Test
    void stopsAtTheRecordIfAskedTo() {
        stop();
        transformer = new TransformerHarness(state, MappingRules.none(), OnError.FAIL);

        assertThatThrownBy(() -> transformer.pipe("P.mysql.shop.orders", null, new byte[] {1}))
                .hasRootCauseInstanceOf(IllegalArgumentException.class)
                .hasStackTraceContaining(StoppedAtRecordException.class.getName())
                .hasStackTraceContaining("P.mysql.shop.orders:0:0");
    }

    @Test
    void doesNotTakeDebeziumsOwnTopics() {
        for (var pattern : new RawTopics(new Topics("P")).patterns()) {
            assertThat(List.of("P.mysql", "P.heartbeat", "P.postgres.shop.orders", "P.mysql.", "Pxmysql.shop.orders"))
                    .noneMatch(topic -> pattern.matcher(topic).matches());
        }
    }

    @Test
    void takesEachTableByExactlyOnePattern() {
        for (int length = 3; length < 30; length++) {
            String topic = "P.mysql." + "t".repeat(length);
            assertThat(new RawTopics(new Topics("P")).patterns())
                    .filteredOn(pattern -> pattern.matcher(topic).matches())
                    .hasSize(1);
        }
    }

    @Test
    void keepsBytesAndDecimalsExact() {
        RawTable prices = transformer
                .table("shop", "prices")
                .key("id", "\"int\"", "INT")
                .column(
                        "amount",
                        "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":12,\"scale\":2}",
                        "DECIMAL(12,2)")
                .column("hash", "\"bytes\"", "VARBINARY(16)");
        ByteBuffer amount = ByteBuffer.wrap(new byte[] {0x04, (byte) 0xd2});
        ByteBuffer hash = ByteBuffer.wrap(new byte[] {0, 1, (byte) 0xff});

        transformer.pipe(prices, prices.insert(1, amount, hash));

        var row = transformer.decode(
                transformer.raw("P.postgres.shop.prices").get(0).value());
        assertThat(row.get("amount")).isEqualTo(ByteBuffer.wrap(new byte[] {0x04, (byte) 0xd2}));
        assertThat(row.get("hash")).isEqualTo(hash);
    }

    private static String header(TestRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
