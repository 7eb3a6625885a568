package io.sluice.standalone;

import io.sluice.core.pipeline.Servers;
import io.sluice.core.wire.HttpSchemaRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What the stages of a pipeline do with the servers, in miniature. */
record Traffic(Servers servers) {

    void createTopic(String name) throws Exception {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", servers.kafka().bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
        }
    }

    /** The members of Connect's group, each by the name that it keeps while it is one. */
    List<String> workers() throws Exception {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", servers.kafka().bootstrapServers()))) {
            List<String> groups = admin.listGroups().all().get().stream()
                    .filter(group -> group.protocol().equals("connect"))
                    .map(GroupListing::groupId)
                    .toList();
            return admin.describeClassicGroups(groups).all().get().values().stream()
                    .flatMap(group -> group.members().stream())
                    .map(MemberDescription::consumerId)
                    .toList();
        }
    }

    void produceInTransaction(String topic, String... values) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", servers.kafka().bootstrapServers(), "transactional.id", "traffic");
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            for (String value : values) {
                var unused = producer.send(new ProducerRecord<>(topic, value));
            }
            producer.commitTransaction();
        }
    }

    /** Writes each value to all topics in one transaction, from a thread of its own, until the process ends. */
    void produceWithoutEnd(String producerName, List<String> topics) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", servers.kafka().bootstrapServers(), "transactional.id", producerName);
        Runnable work = () -> {
            try (var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
                producer.initTransactions();
                for (int i = 0; true; i++) {
                    producer.beginTransaction();
                    for (String topic : topics) {
                        var unused = producer.send(new ProducerRecord<>(topic, producerName + " " + i));
                    }
                    producer.commitTransaction();
                }
            }
        };
        Thread thread = new Thread(work, producerName);
        thread.setDaemon(true);
        thread.start();
    }

    /** What a killed producer leaves: the broker keeps what comes after it from readers of committed records. */
    @SuppressWarnings("resource")
    void leaveTransactionOpen(String topic, String value) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", servers.kafka().bootstrapServers(), "transactional.id", "killed");
        var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
        producer.initTransactions();
        producer.beginTransaction();
        var unused = producer.send(new ProducerRecord<>(topic, value));
        producer.flush();
    }

    /** All committed values from the start of a topic, as soon as there are so many. */
    List<String> consume(String topic, int count) {
        return consumeUntil(topic, values -> values.size() >= count);
    }

    /** All committed values from the start of a topic to this one. */
    List<String> consumeUntil(String topic, String last) {
        return consumeUntil(topic, values -> values.contains(last));
    }

    private List<String> consumeUntil(String topic, Predicate<Collection<String>> enough) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", servers.kafka().bootstrapServers(), "isolation.level", "read_committed");
        List<String> values = new ArrayList<>();
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!enough.test(values) && System.nanoTime() < deadline) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(100))) {
                    values.add(record.value());
                }
            }
        }
        return values;
    }

    int registerSchema(String subject, String type) {
        return new HttpSchemaRegistry(servers.registry())
                .register(subject, Schema.create(Schema.Type.valueOf(type.toUpperCase(java.util.Locale.ROOT))));
    }

    String connectorPlugins() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(servers.connect().url() + "/connector-plugins?connectorsOnly=false"))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
