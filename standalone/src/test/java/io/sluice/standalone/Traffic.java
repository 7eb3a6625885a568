package io.sluice.standalone;

import io.sluice.core.pipeline.Servers;
import io.sluice.core.wire.HttpSchemaRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
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
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
        }
    }

    void produceInTransaction(String topic, String... values) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", servers.bootstrapServers(), "transactional.id", "traffic");
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            for (String value : values) {
                var unused = producer.send(new ProducerRecord<>(topic, value));
            }
            producer.commitTransaction();
        }
    }

    /** All committed values from the start of a topic, as soon as there are so many. */
    List<String> consume(String topic, int count) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", servers.bootstrapServers(), "isolation.level", "read_committed");
        List<String> values = new ArrayList<>();
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (values.size() < count && System.nanoTime() < deadline) {
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
                        URI.create(servers.connect() + "/connector-plugins?connectorsOnly=false"))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
