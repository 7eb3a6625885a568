package io.sluice.transformer;

import io.sluice.core.access.HttpAccess;
import io.sluice.core.mapping.MappingRules;
import io.sluice.core.pipeline.KafkaCluster;
import io.sluice.core.wire.Topics;
import io.sluice.transformer.deadletter.OnError;
import io.sluice.transformer.row.RowProcessor;
import io.sluice.transformer.sequence.HighWaterMark;
import io.sluice.transformer.sequence.KeyColumn;
import io.sluice.transformer.snapshot.SnapshotState;
import io.sluice.transformer.topic.OutputRecord;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.Stores;

/** Prints what one row of ten columns costs in the processor: decode, map, encode. Run by hand. */
final class RowBenchmark {

    private static final int ROWS = 500_000;
    private static final int ROUNDS = 8;

    private RowBenchmark() {}

    public static void main(String[] arguments) {
        InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
        RawTable table = new RawTable("shop", "orders", registry)
                .key("id", "\"long\"", "BIGINT")
                .column("customer", "\"int\"", "INT")
                .column("status", "\"string\"", "ENUM")
                .with("allowed", "new,paid,sent")
                .column(
                        "total",
                        "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":12,\"scale\":2}",
                        "DECIMAL(12,2)")
                .column("note", "\"string\"", "VARCHAR(100)")
                .column("gift", "\"int\"", "TINYINT(1)")
                .column("placed", "\"long\"", "DATETIME(6)")
                .column("changed", "\"string\"", "TIMESTAMP(6)")
                .column("options", "\"string\"", "JSON")
                .column("weight", "\"double\"", "DOUBLE");
        RowProcessor processor = processor(registry);
        byte[][] keys = new byte[1000][];
        byte[][] values = new byte[1000][];
        for (int i = 0; i < values.length; i++) {
            RawTable.RawRecord record = table.insert(
                    (long) i,
                    i,
                    "paid",
                    ByteBuffer.wrap(new BigDecimal("1234.56").unscaledValue().toByteArray()),
                    "a note of some forty characters, number " + i,
                    1,
                    1_700_000_000_123_456L + i,
                    "2026-01-02T03:04:05.123456Z",
                    "{\"colour\": \"blue\", \"size\": " + i + "}",
                    1.5 * i);
            keys[i] = record.key();
            values[i] = record.gtid("3e11fa47-71ca-11e1-9e33-c80aa9429562:" + i).value();
        }
        System.out.println(values[0].length + " bytes a record");
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < ROWS; i++) {
                processor.process(new Record<>(keys[i % 1000], values[i % 1000], 0, new RecordHeaders()));
                if (i % 1000 == 999) {
                    CONTEXT.resetForwards();
                }
            }
            System.out.printf("%.2f µs a row%n", (System.nanoTime() - start) / 1e3 / ROWS);
        }
    }

    private static final MockProcessorContext<OutputRecord.Address, byte[]> CONTEXT = new MockProcessorContext<>();

    private static RowProcessor processor(InMemorySchemaRegistry registry) {
        TransformerConfig config = new TransformerConfig(
                new Topics("P"),
                "none:1",
                HttpAccess.plain(URI.create("http://none")),
                KafkaCluster.BROKERS_DEFAULT,
                MappingRules.none(),
                10_000,
                OnError.FAIL,
                Path.of("."),
                Map.of());
        var snapshots = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore("s"), Serdes.String(), SnapshotState.serde())
                .withLoggingDisabled()
                .build();
        var marks = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore("m"), KeyColumn.serde(), HighWaterMark.serde())
                .withLoggingDisabled()
                .build();
        snapshots.init(CONTEXT.getStateStoreContext(), snapshots);
        marks.init(CONTEXT.getStateStoreContext(), marks);
        CONTEXT.addStateStore(snapshots);
        CONTEXT.addStateStore(marks);
        CONTEXT.setCurrentSystemTimeMs(0);
        CONTEXT.setRecordMetadata("P.mysql.shop.orders", 0, 0);
        RowProcessor processor =
                new RowProcessor(config, registry, new RememberedTopics(1), new RowProcessor.Stores("s", "m"));
        processor.init(CONTEXT);
        return processor;
    }
}
