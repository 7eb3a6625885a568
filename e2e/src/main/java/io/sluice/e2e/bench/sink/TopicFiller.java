package io.sluice.e2e.bench.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sluice.core.model.Operation;
import io.sluice.core.pipeline.Servers;
import io.sluice.core.wire.Headers;
import io.sluice.e2e.bench.sink.ChangeGenerator.RowChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.storage.Converter;

/**
 * Fills the topics of workloads. The records are like those on a pipeline's output topics, headers included,
 * but have Debezium's logical types, which the peer knows. The same options give the same changes.
 */
final class TopicFiller {

    private static final long SEED = 20_240_101L;

    private final Servers servers;
    private final Converter keys;
    private final Converter values;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    TopicFiller(Servers servers) {
        this.servers = servers;
        this.keys = InstalledConverter.create(servers, InstalledConverter.Part.KEY);
        this.values = InstalledConverter.create(servers, InstalledConverter.Part.VALUE);
    }

    /** One table's topic, and what is needed to write to it. */
    private record Topic(String name, int partitions, RowKind rows, Schema key, Schema value, ChangeGenerator changes) {
        static Topic of(String name, SinkWorkload workload, int before, long seed) {
            return new Topic(
                    name,
                    workload.partitionsPerTopic(),
                    workload.rows(),
                    workload.rows().keySchema(name),
                    workload.rows().valueSchema(name),
                    new ChangeGenerator(workload.mix(), before, new Random(seed)));
        }
    }

    /** @return what the tables hold when everything is applied */
    Content fill(SinkWorkload workload, DrainPortion portion, Volume volume) throws InterruptedException {
        create(workload, portion);
        List<Topic> topics = new ArrayList<>();
        for (String name : workload.topics(portion)) {
            topics.add(Topic.of(name, workload, volume.beforePerTable(workload), SEED + topics.size()));
        }
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", servers.kafka().bootstrapServers(),
                        "acks", "1",
                        "linger.ms", "20",
                        "batch.size", "262144",
                        "buffer.memory", "67108864"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int written = 0; written < volume.rows(portion); written++) {
                Topic topic = topics.get(written % topics.size());
                RowChange change = topic.changes().next();
                send(producer, topic, (int) (change.id() % topic.partitions()), change);
            }
            for (Topic topic : topics) {
                for (int partition = 0; partition < topic.partitions(); partition++) {
                    send(producer, topic, partition, topic.changes().last(DrainPortion.lastKey(partition)));
                }
            }
        }
        if (failure.get() != null) {
            throw new IllegalStateException("the topics could not be filled", failure.get());
        }
        return topics.stream().map(topic -> topic.changes().content()).reduce(Content.NONE, Content::plus);
    }

    private void send(KafkaProducer<byte[], byte[]> producer, Topic topic, int partition, RowChange change) {
        byte[] key =
                keys.fromConnectData(topic.name(), topic.key(), topic.rows().key(topic.key(), change.id()));
        byte[] value = change.operation() == Operation.DELETE
                ? null
                : values.fromConnectData(
                        topic.name(), topic.value(), topic.rows().value(topic.value(), change.id(), change.stamp()));
        var unused = producer.send(
                new ProducerRecord<>(topic.name(), partition, key, value, headers(change)),
                (written, problem) -> failure.compareAndSet(null, problem));
    }

    private static RecordHeaders headers(RowChange change) {
        long micros = System.currentTimeMillis() * 1_000;
        RecordHeaders headers = new RecordHeaders();
        headers.add(Headers.OPERATION, change.operation().code().getBytes(UTF_8));
        headers.add(Headers.POSITION, ("binlog.000001:" + change.stamp() + ":0").getBytes(UTF_8));
        headers.add(Headers.TRANSACTION, ("3e11fa47-71ca-11e1-9e33-c80aa9429562:" + change.stamp()).getBytes(UTF_8));
        headers.add(Headers.COMMIT_TIME, Long.toString(micros).getBytes(UTF_8));
        return headers;
    }

    private void create(SinkWorkload workload, DrainPortion portion) throws InterruptedException {
        List<NewTopic> topics = workload.topics(portion).stream()
                .map(name -> new NewTopic(name, Optional.of(workload.partitionsPerTopic()), Optional.empty())
                        .configs(Map.of("retention.ms", "-1")))
                .collect(Collectors.toList());
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", servers.kafka().bootstrapServers()))) {
            admin.createTopics(topics).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the topics could not be created", e);
        }
    }
}
