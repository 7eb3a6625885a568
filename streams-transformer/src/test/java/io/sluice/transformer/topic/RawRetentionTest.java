package io.sluice.transformer.topic;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.transformer.LocalBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawRetentionTest {

    private static final String GROUP = "P-transformer";
    private static final Duration RETENTION = Duration.ofDays(7);

    @TempDir
    private static Path directory;

    private static LocalBroker broker;
    private static Admin admin;
    private static KafkaProducer<byte[], byte[]> producer;
    private static RawRetention retention;

    private final Instant now = Instant.now();
    private final Instant old = now.minus(RETENTION).minusSeconds(1);

    @BeforeAll
    static void startKafka() throws Exception {
        broker = LocalBroker.start(directory);
        Map<String, Object> properties = Map.of("bootstrap.servers", broker.address());
        admin = Admin.create(properties);
        producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        retention = new RawRetention(admin, topic -> topic.startsWith("P.mysql."), GROUP, RETENTION);
    }

    @AfterAll
    static void stopKafka() {
        retention.close();
        producer.close();
        admin.close();
        broker.close();
    }

    @Test
    void whatIsReadAndOldGoes() throws Exception {
        create("P.mysql.shop.orders", old, old, old, now, now);
        commit("P.mysql.shop.orders", 2);
        assertThat(trimmed("P.mysql.shop.orders"))
                .as("no further than it is read")
                .isEqualTo(2);

        commit("P.mysql.shop.orders", 5);
        assertThat(trimmed("P.mysql.shop.orders"))
                .as("no further than it is old")
                .isEqualTo(3);
    }

    @Test
    void aTopicOfWhichAllIsOldIsTrimmedAsFarAsItIsRead() throws Exception {
        create("P.mysql.shop.quiet", old, old, old);
        commit("P.mysql.shop.quiet", 3);
        assertThat(trimmed("P.mysql.shop.quiet")).isEqualTo(3);
    }

    @Test
    void whatWasNeverReadStays() throws Exception {
        create("P.mysql.shop.unread", old, old);
        assertThat(trimmed("P.mysql.shop.unread")).isZero();
    }

    @Test
    void topicsOfOthersAreLeftAlone() throws Exception {
        create("Q.mysql.shop.orders", old, old);
        commit("Q.mysql.shop.orders", 2);
        assertThat(trimmed("Q.mysql.shop.orders")).isZero();
        assertThat(setting("Q.mysql.shop.orders", TopicConfig.RETENTION_MS_CONFIG))
                .isEqualTo("60000000");
    }

    @Test
    void kafkaItselfRemovesNothing() throws Exception {
        create("P.mysql.shop.kept", now);
        assertThat(trimmed("P.mysql.shop.kept")).isZero();
        assertThat(setting("P.mysql.shop.kept", TopicConfig.RETENTION_MS_CONFIG))
                .isEqualTo("-1");
    }

    private static void create(String topic, Instant... times) throws Exception {
        // A retention of Kafka's that does not meet the records of the test.
        NewTopic wanted = new NewTopic(topic, Optional.of(1), Optional.empty())
                .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, "60000000", "file.delete.delay.ms", "1000"));
        admin.createTopics(List.of(wanted)).all().get();
        for (Instant time : times) {
            producer.send(new ProducerRecord<>(topic, 0, time.toEpochMilli(), null, new byte[1]))
                    .get();
        }
    }

    private static void commit(String topic, long offset) throws Exception {
        admin.alterConsumerGroupOffsets(GROUP, Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(offset)))
                .all()
                .get();
    }

    /** Where the topic begins after it was trimmed. */
    private long trimmed(String topic) throws Exception {
        Map<TopicPartition, Long> trimmed = retention.trim(now);
        TopicPartition partition = new TopicPartition(topic, 0);
        long start = admin.listOffsets(Map.of(partition, OffsetSpec.earliest()))
                .partitionResult(partition)
                .get()
                .offset();
        assertThat(trimmed.getOrDefault(partition, 0L)).isEqualTo(start);
        return start;
    }

    private static String setting(String topic, String name) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(List.of(resource))
                .all()
                .get()
                .get(resource)
                .get(name)
                .value();
    }
}
