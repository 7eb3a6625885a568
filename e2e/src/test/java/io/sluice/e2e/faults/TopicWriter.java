package io.sluice.e2e.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.core.wire.Headers;
import io.sluice.e2e.faults.Event.Fate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.json.JsonConverter;

/** Writes events to a topic, in the form that the pipeline's output topics have but for JSON, and keeps count. */
final class TopicWriter {

    private static final JsonConverter KEYS = converter(true);
    private static final JsonConverter VALUES = converter(false);

    private final Producer<byte[], byte[]> producer;
    private final FaultSetting.Writes writes;
    private final String topic;
    private final Map<TopicPartition, Expected> expected =
            new TreeMap<>((one, other) -> Integer.compare(one.partition(), other.partition()));
    private final Set<String> deadLetters = new TreeSet<>();

    TopicWriter(Producer<byte[], byte[]> producer, FaultSetting.Writes writes, String topic) {
        this.producer = producer;
        this.writes = writes;
        this.topic = topic;
    }

    private static JsonConverter converter(boolean key) {
        JsonConverter converter = new JsonConverter();
        converter.configure(Map.of("schemas.enable", "true"), key);
        return converter;
    }

    /** What the target must say of each partition that has records. */
    Map<TopicPartition, Expected> expected() {
        return expected;
    }

    /** Partition and offset of each record that must have become a dead letter. */
    Set<String> deadLetters() {
        return deadLetters;
    }

    /** Returns when all of them are in the topic. */
    void write(List<Event> events) throws InterruptedException {
        begin();
        List<Future<RecordMetadata>> sent = send(events);
        switch (writes) {
            case PLAIN -> producer.flush();
            case IN_TRANSACTIONS -> producer.commitTransaction();
        }
        for (int i = 0; i < events.size(); i++) {
            RecordMetadata metadata = metadata(sent.get(i));
            TopicPartition partition = new TopicPartition(topic, metadata.partition());
            Expected before = expected.getOrDefault(partition, Expected.NOTHING);
            expected.put(partition, before.after(events.get(i), metadata.offset()));
            if (events.get(i).fate() == Fate.DEAD_LETTER) {
                deadLetters.add(metadata.partition() + "@" + metadata.offset());
            }
        }
    }

    /** Writes them in a transaction that is aborted; nothing is expected of them. */
    void writeInVain(List<Event> events) {
        begin();
        send(events);
        // Or they would not get into the topic at all.
        producer.flush();
        producer.abortTransaction();
    }

    private void begin() {
        switch (writes) {
            case PLAIN -> {}
            case IN_TRANSACTIONS -> producer.beginTransaction();
        }
    }

    /** The topic has no records any more. */
    void startAgain() {
        expected.clear();
        deadLetters.clear();
    }

    private List<Future<RecordMetadata>> send(List<Event> events) {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        events.forEach(event -> sent.add(producer.send(record(event))));
        return sent;
    }

    private ProducerRecord<byte[], byte[]> record(Event event) {
        byte[] key = KEYS.fromConnectData(topic, event.keySchema(), event.key());
        byte[] value = VALUES.fromConnectData(topic, event.valueSchema(), event.value());
        var record = new ProducerRecord<>(
                topic, event.partition(), event.key() == null ? null : key, event.value() == null ? null : value);
        header(record, Headers.OPERATION, event.operation().code());
        header(record, Headers.POSITION, "binlog.000001:4:0");
        header(record, Headers.COMMIT_TIME, Long.toString(System.currentTimeMillis() * 1000));
        return record;
    }

    private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(UTF_8));
    }

    private static RecordMetadata metadata(Future<RecordMetadata> sent) throws InterruptedException {
        try {
            return sent.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
