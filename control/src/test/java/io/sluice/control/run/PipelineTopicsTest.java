package io.sluice.control.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.pipeline.KafkaCluster;
import io.sluice.core.wire.TopicKind;
import io.sluice.standalone.Broker;
import io.sluice.standalone.Ports;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineTopicsTest {

    /** With the settings of each, more than a controller changes at once. */
    private static final int TOPICS = 1_700;

    @TempDir
    private Path directory;

    @Test
    void topicsMoreThanKafkaCreatesAtOnceAreCreated() throws Exception {
        Ports ports = Ports.choose(Optional.empty());
        Map<String, TopicKind> wanted = IntStream.range(0, TOPICS)
                .boxed()
                .collect(Collectors.toMap(
                        number -> "t" + number, number -> TopicKind.KEYED_ROWS, (a, b) -> a, TreeMap::new));
        KafkaCluster kafka = ports.servers().kafka();
        try (Broker broker = Broker.start(directory, ports);
                PipelineTopics topics = new PipelineTopics(kafka);
                Admin admin = Admin.create(kafka.clientProperties())) {
            topics.create(wanted, KafkaCluster.BROKERS_DEFAULT);
            assertThat(admin.listTopics().names().get()).hasSize(TOPICS);
        }
    }
}
