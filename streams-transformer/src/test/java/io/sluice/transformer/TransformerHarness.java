package io.sluice.transformer;

import io.sluice.core.access.HttpAccess;
import io.sluice.core.flood.LetterCount;
import io.sluice.core.mapping.MappingRules;
import io.sluice.core.pipeline.KafkaCluster;
import io.sluice.core.wire.Headers;
import io.sluice.core.wire.RecordLimit;
import io.sluice.core.wire.Topics;
import io.sluice.core.wire.WireFormat;
import io.sluice.transformer.config.StreamsProperties;
import io.sluice.transformer.config.TransformerConfig;
import io.sluice.transformer.deadletter.OnError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** A transformer without Kafka: records go in by table and come out decoded. */
final class TransformerHarness implements AutoCloseable {

    final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
    final RememberedTopics topics;
    private final RememberedFloods floods = new RememberedFloods();
    private final RememberedLoads loads = new RememberedLoads();
    private final TransformerConfig config;
    private final TopologyTestDriver driver;

    /** What came out, decoded; a tombstone has no value. */
    record Output(String operation, String key, String value, TestRecord<byte[], byte[]> record) {

        String header(String name) {
            Header header = record.headers().lastHeader(name);
            return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return operation + " " + key + " " + value;
        }
    }

    /** As low as may be, so that a test reaches it. */
    static final RecordLimit LIMIT = new RecordLimit(RecordLimit.BYTES_MIN);

    TransformerHarness(Path state) {
        this(state, 1);
    }

    TransformerHarness(Path state, int partitions) {
        this(state, MappingRules.none(), OnError.DEAD_LETTER, partitions);
    }

    TransformerHarness(Path state, MappingRules rules, OnError onError) {
        this(state, rules, onError, 1);
    }

    private TransformerHarness(Path state, MappingRules rules, OnError onError, int partitions) {
        this.topics = new RememberedTopics(partitions);
        this.config = new TransformerConfig(
                new Topics("P"),
                "none:1",
                HttpAccess.plain(URI.create("http://none")),
                KafkaCluster.BROKERS_DEFAULT,
                LIMIT,
                "lz4",
                rules,
                100,
                Duration.ofDays(7),
                onError,
                LetterCount.PER_MINUTE_MAX_DEFAULT,
                state,
                Map.of());
        Properties properties = StreamsProperties.of(config);
        this.driver =
                new TopologyTestDriver(TransformerTopology.build(config, registry, topics, floods, loads), properties);
    }

    RememberedLoads loads() {
        return loads;
    }

    RememberedFloods floods() {
        return floods;
    }

    RawTable table(String database, String name) {
        return new RawTable(database, name, registry);
    }

    void pipe(RawTable table, RawTable.RawRecord... records) {
        for (RawTable.RawRecord record : records) {
            pipe(table.topic("P.mysql"), record.key(), record.value());
        }
    }

    void pipe(String topic, byte[] key, byte[] value) {
        pipe(topic, new TestRecord<>(key, value));
    }

    void pipe(String topic, TestRecord<byte[], byte[]> record) {
        driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(record);
    }

    void pass(Duration time) {
        driver.advanceWallClockTime(time);
    }

    List<TestRecord<byte[], byte[]>> raw(String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    List<Output> read(String topic) {
        return raw(topic).stream()
                .map(record -> new Output(
                        new String(
                                record.headers().lastHeader(Headers.OPERATION).value(), StandardCharsets.UTF_8),
                        key(record.key()),
                        text(record.value()),
                        record))
                .toList();
    }

    List<String> texts(String topic) {
        return read(topic).stream().map(Output::toString).toList();
    }

    private static String key(byte[] bytes) {
        return bytes == null ? "-" : new String(bytes, StandardCharsets.UTF_8);
    }

    private String text(byte[] bytes) {
        return bytes == null ? "-" : decode(bytes).toString();
    }

    GenericRecord decode(byte[] bytes) {
        Schema schema = registry.schema(WireFormat.schemaId(bytes));
        int start = WireFormat.HEADER_BYTES;
        try {
            return new GenericDatumReader<GenericRecord>(schema)
                    .read(null, DecoderFactory.get().binaryDecoder(bytes, start, bytes.length - start, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a metric of our own says, by its name and the values of its labels. */
    double metric(String name, String... labels) {
        return driver.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().group().equals("sluice")
                        && metric.getKey().name().equals(name)
                        && metric.getKey().tags().values().containsAll(List.of(labels)))
                .mapToDouble(metric -> (Double) metric.getValue().metricValue())
                .sum();
    }

    @Override
    public void close() {
        driver.close();
    }
}
