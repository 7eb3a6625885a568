package io.sluice.control.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.core.pipeline.KafkaCluster;
import io.sluice.core.wire.RecordLimit;
import io.sluice.core.wire.TopicKind;
import io.sluice.standalone.Broker;
import io.sluice.standalone.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineTopicsTest {

    /** With the settings of each, more than a controller changes at once. */
    private static final int MANY = 1_700;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private static Path directory;

    private static Broker broker;
    private static PipelineTopics topics;
    private static Admin admin;

    @BeforeAll
    static void start() {
        Ports ports = Ports.choose(Optional.empty());
        KafkaCluster kafka = ports.servers().kafka();
        broker = Broker.start(directory, ports);
        topics = new PipelineTopics(kafka);
        admin = Admin.create(kafka.clientProperties());
    }

    @AfterAll
    static void stop() {
        admin.close();
        topics.close();
        broker.close();
    }

    @Test
    void topicsMoreThanKafkaCreatesAtOnceAreCreated() throws Exception {
        Map<String, TopicKind> wanted = IntStream.range(0, MANY)
                .boxed()
                .collect(Collectors.toMap(number -> "many-" + number, number -> TopicKind.KEYED_ROWS));

        topics.create(wanted, RecordLimit.PRESET, KafkaCluster.BROKERS_DEFAULT);

        // The controller's word: a broker learns of so many topics seconds later.
        for (String name : List.of("many-0", "many-" + (MANY - 1))) {
            NewTopic again = new NewTopic(name, 1, KafkaCluster.BROKERS_DEFAULT);
            assertThat(admin.createTopics(List.of(again))
                            .values()
                            .get(name)
                            .toCompletionStage()
                            .toCompletableFuture())
                    .failsWithin(PATIENCE)
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(TopicExistsException.class);
        }
    }

    @Test
    void topicsThatExistTakeLargerRecordsWhereTheLimitIsRaisedAndNeverSmallerOnes() throws Exception {
        Map<String, TopicKind> wanted = Map.of("raised", TopicKind.KEYLESS_ROWS, "beats", TopicKind.HEARTBEATS);

        topics.create(wanted, RecordLimit.PRESET, KafkaCluster.BROKERS_DEFAULT);
        topics.create(wanted, new RecordLimit(48 << 20), KafkaCluster.BROKERS_DEFAULT);
        await().atMost(PATIENCE)
                .until(() -> setting("raised", TopicKind.RECORD_BYTES_MAX).equals(Integer.toString(48 << 20)));
        topics.create(wanted, new RecordLimit(40 << 20), KafkaCluster.BROKERS_DEFAULT);

        assertThat(setting("raised", TopicKind.RECORD_BYTES_MAX)).isEqualTo(Integer.toString(48 << 20));
        assertThat(setting("raised", "retention.ms")).isEqualTo("-1");
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
