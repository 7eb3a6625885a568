package io.sluice.transformer;

import io.sluice.core.mapping.MappingRules;
import io.sluice.core.mapping.TableMapping;
import io.sluice.core.model.ChangeEvent;
import io.sluice.core.model.SourceTable;
import io.sluice.core.name.TableId;
import io.sluice.core.wire.RowEncoder;
import io.sluice.core.wire.WireFormat;
import io.sluice.transformer.decode.DebeziumDecoder;
import io.sluice.transformer.decode.SourceColumns;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What one row of twelve columns costs: decode, map, encode, and all three. Started by {@code e2e/bench row}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class RowBenchmark {

    /** Enough that the values differ, and few enough to stay in the cache. */
    private static final int ROWS = 1024;

    private final byte[][] records = new byte[ROWS][];
    private final Object[][] sources = new Object[ROWS][];
    private final Object[][] targets = new Object[ROWS][];
    private final DebeziumDecoder decoder;
    private final TableMapping mapping;
    private final RowEncoder encoder;
    private int next;

    /** Makes the rows, and compiles what is to be measured. */
    public RowBenchmark() {
        InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
        RawTable table = table(registry);
        RawTable.RawRecord first = table.insert(row(0));
        decoder = DebeziumDecoder.compile(registry.schema(WireFormat.schemaId(first.value())));
        var keySchema = registry.schema(WireFormat.schemaId(first.key()));
        SourceTable source = SourceColumns.table(new TableId("shop", "orders"), decoder.row(), Optional.of(keySchema));
        mapping = TableMapping.compile(source, MappingRules.none());
        encoder = new RowEncoder(mapping.target(), 2);
        for (int i = 0; i < ROWS; i++) {
            records[i] = table.insert(row(i))
                    .gtid("3e11fa47-71ca-11e1-9e33-c80aa9429562:" + i)
                    .value();
            sources[i] = after(records[i]);
            targets[i] = mapping.map(sources[i]);
        }
    }

    private static RawTable table(InMemorySchemaRegistry registry) {
        return new RawTable("shop", "orders", registry)
                .key("id", "\"long\"", "BIGINT")
                .column("customer", "\"int\"", "INT")
                .column("status", "\"string\"", "ENUM")
                .with("allowed", "new,paid,sent")
                .column("total", decimal(12, 2), "DECIMAL(12,2)")
                .column("note", "\"string\"", "VARCHAR(100)")
                .column("gift", "\"int\"", "TINYINT(1)")
                .column("placed", "\"long\"", "DATETIME(6)")
                .column("changed", "\"string\"", "TIMESTAMP(6)")
                .column("options", "\"string\"", "JSON")
                .column("weight", "\"double\"", "DOUBLE")
                .column("legacy", decimal(20, 0), "BIGINT UNSIGNED")
                .column("day", "{\"type\":\"int\",\"connect.name\":\"io.debezium.time.Date\"}", "DATE");
    }

    private static String decimal(int precision, int scale) {
        return "{\"type\":\"bytes\",\"logicalType\":\"decimal\",\"precision\":" + precision + ",\"scale\":" + scale
                + "}";
    }

    private static Object[] row(int i) {
        return new Object[] {
            (long) i,
            i,
            "paid",
            ByteBuffer.wrap(new BigDecimal("1234.56").unscaledValue().toByteArray()),
            "a note of some forty characters, number " + i,
            i % 2,
            1_700_000_000_123_456L + i,
            "2026-01-02T03:04:05.123456Z",
            "{\"colour\": \"blue\", \"size\": " + i + "}",
            1.5 * i,
            ByteBuffer.wrap(BigInteger.TWO.pow(63).add(BigInteger.valueOf(i)).toByteArray()),
            20_000 + i
        };
    }

    private Object[] after(byte[] bytes) {
        return ((ChangeEvent.Insert) decoder.decode(bytes).event()).after();
    }

    private int next() {
        next = (next + 1) % ROWS;
        return next;
    }

    @Benchmark
    public Object decode() {
        return decoder.decode(records[next()]);
    }

    @Benchmark
    public Object map() {
        return mapping.map(sources[next()]);
    }

    @Benchmark
    public void encode(Blackhole hole) {
        Object[] row = targets[next()];
        hole.consume(encoder.key(row));
        hole.consume(encoder.value(row));
    }

    @Benchmark
    public void row(Blackhole hole) {
        Object[] row = mapping.map(after(records[next()]));
        hole.consume(encoder.key(row));
        hole.consume(encoder.value(row));
    }
}
