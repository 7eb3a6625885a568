package io.sluice.e2e.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Where Connect puts what the sink reports. */
final class DeadLetterTopic {

    /** The connectors' setting; the topic's name takes its place when the stage is known. */
    private static final String NAME = "errors.deadletterqueue.topic.name";

    private static final String LEAST_BYTES = "60";

    private final FaultServers servers;
    private final String name;

    private DeadLetterTopic(FaultServers servers, String name) {
        this.servers = servers;
        this.name = name;
    }

    static DeadLetterTopic create(FaultServers servers, String name) throws ExecutionException, InterruptedException {
        servers.admin()
                .createTopics(List.of(new NewTopic(name, 1, (short) 1)))
                .all()
                .get();
        return new DeadLetterTopic(servers, name);
    }

    /** Connectors that go on without what they report. */
    static FaultSetting setting(FaultSetting setting) {
        return setting.connector("errors.tolerance", "all")
                .connector("errors.deadletterqueue.topic.replication.factor", "1")
                .connector("errors.deadletterqueue.context.headers.enable", "true");
    }

    /** What names this topic in a connector's configuration. */
    Map<String, String> configuration() {
        return Map.of(NAME, name);
    }

    /** From now on no record is small enough. */
    void refuse() throws ExecutionException, InterruptedException {
        alter(AlterConfigOp.OpType.SET);
    }

    void accept() throws ExecutionException, InterruptedException {
        alter(AlterConfigOp.OpType.DELETE);
    }

    private void alter(AlterConfigOp.OpType operation) throws ExecutionException, InterruptedException {
        Admin admin = servers.admin();
        ConfigEntry entry = new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, LEAST_BYTES);
        ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, name);
        admin.incrementalAlterConfigs(Map.of(topic, List.of(new AlterConfigOp(entry, operation))))
                .all()
                .get();
    }

    /** Partition and offset of each record of a topic that was reported, in the form of {@link TopicWriter#deadLetters}. */
    List<String> reported(String topic) {
        Map<String, Object> configuration = new HashMap<>();
        configuration.put("bootstrap.servers", servers.bootstrapServers());
        TopicPartition partition = new TopicPartition(name, 0);
        List<String> reported = new ArrayList<>();
        try (var consumer =
                new KafkaConsumer<>(configuration, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    if (header(record.headers(), "topic").equals(topic)) {
                        reported.add(header(record.headers(), "partition") + "@" + header(record.headers(), "offset"));
                    }
                }
            }
        }
        return reported;
    }

    private static String header(Headers headers, String name) {
        return new String(headers.lastHeader("__connect.errors." + name).value(), UTF_8);
    }
}
