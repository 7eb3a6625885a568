package io.sluice.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.core.pipeline.Servers;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What a Connect worker and its topics say, read past Sluice. */
record ConnectState(Servers servers) {

    private static final ObjectMapper JSON = new ObjectMapper();

    JsonNode get(String path) throws IOException {
        return json(servers.connect().url() + path);
    }

    /** All versions of a subject's schema, one after the other. */
    String schemas(String subject) throws IOException {
        String versions = servers.registry().url() + "/subjects/" + subject + "/versions";
        StringBuilder schemas = new StringBuilder();
        for (JsonNode version : json(versions)) {
            schemas.append(json(versions + "/" + version.asInt()).get("schema").asText());
        }
        return schemas.toString();
    }

    private static JsonNode json(String url) throws IOException {
        try (InputStream answer = URI.create(url).toURL().openStream()) {
            return JSON.readTree(answer);
        }
    }

    /** The states of a connector and its tasks. */
    List<String> states(String connector) throws IOException {
        JsonNode status = get("/connectors/" + connector + "/status");
        List<String> states = new ArrayList<>();
        states.add(status.path("connector").path("state").asText());
        status.path("tasks").forEach(task -> states.add(task.path("state").asText()));
        return states;
    }

    /**
     * How often each connector, each of its tasks, and each set of tasks was written to Connect's topic of
     * configurations. Connect starts tasks anew only with such a record, or one that asks for a restart.
     */
    Map<String, Long> generations() {
        Map<String, Long> generations = new TreeMap<>();
        read("connect-config").forEach(record -> {
            if (record.key().matches("(connector|task|commit|restart)-.*")) {
                generations.merge(record.key(), 1L, Long::sum);
            }
        });
        return generations;
    }

    /** The values of a topic of one partition. */
    List<String> values(String topic) {
        return read(topic).stream().map(ConsumerRecord::value).toList();
    }

    private List<ConsumerRecord<String, String>> read(String topic) {
        List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0));
        Map<String, Object> properties = new HashMap<>(servers.kafka().clientProperties());
        properties.put("auto.offset.reset", "earliest");
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(partitions);
            long end = consumer.endOffsets(partitions).get(partitions.get(0));
            while (consumer.position(partitions.get(0)) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }
}
