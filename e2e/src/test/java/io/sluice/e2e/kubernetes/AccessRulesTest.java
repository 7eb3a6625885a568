package io.sluice.e2e.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.control.connect.Connectors;
import io.sluice.core.name.TableId;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.wire.Topics;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each stage may do what it does, on the topics of tables that nobody knows yet as well; and hardly anything else. */
class AccessRulesTest {

    private static final Manifests MANIFESTS = Overlay.AUTOSCALED.manifests();
    private static final Pipeline PIPELINE = PipelineConfig.of(MANIFESTS);
    private static final Topics TOPICS = PIPELINE.topics();
    private static final Connectors CONNECTORS = new Connectors(PIPELINE);
    private static final String RAW = TOPICS.raw(new TableId("shop", "created_later"));
    private static final String OUTPUT = TOPICS.output(new TableId("shop", "created_later"));
    private static final String WORKERS =
            MANIFESTS.get("KafkaConnect", "sluice").at("/spec/groupId").asText();

    @Test
    void workersCanMeet() {
        AccessRules connect = user("connect");
        assertThat(connect.operations("group", WORKERS)).contains("Read");
        for (String storage : List.of("config", "offset", "status")) {
            String topic = MANIFESTS
                    .get("KafkaConnect", "sluice")
                    .at("/spec/" + storage + "StorageTopic")
                    .asText();
            assertThat(connect.operations("topic", topic)).contains("Read", "Write", "Describe", "DescribeConfigs");
        }
        assertThat(connect.operations("transactionalId", "connect-cluster-" + WORKERS))
                .contains("Write", "Describe");
    }

    @Test
    void debeziumCanPublishInTransactionsOfItsTask() {
        AccessRules connect = user("connect");
        assertThat(connect.operations("transactionalId", WORKERS + "-" + CONNECTORS.source() + "-0"))
                .contains("Write", "Describe");
        assertThat(connect.operations("topic", RAW)).contains("Write", "Describe", "Create");
        assertThat(connect.operations("topic", TOPICS.source())).contains("Write", "Describe");
        assertThat(connect.operations("topic", TOPICS.heartbeat())).contains("Write", "Describe");
        assertThat(connect.operations("topic", TOPICS.schemaHistory())).contains("Read", "Write", "Describe");
        assertThat(connect.operations("group", TOPICS.source() + "-schemahistory"))
                .contains("Read");
    }

    @Test
    void theSinkCanReadWhatTheTransformerWrites() {
        AccessRules connect = user("connect");
        assertThat(connect.operations("group", "connect-" + CONNECTORS.sink())).contains("Read");
        assertThat(connect.operations("topic", OUTPUT))
                .containsExactlyInAnyOrder("Read", "Describe", "DescribeConfigs");
        assertThat(connect.operations("topic", TOPICS.sequences())).contains("Read", "Describe");
        assertThat(connect.operations("topic", TOPICS.deadLetters())).contains("Write", "Describe");
    }

    @Test
    void theTransformerCanDoItsWork() {
        AccessRules transformer = user("transformer");
        String application = CONNECTORS.transformer();
        assertThat(transformer.operations("group", application)).contains("Read");
        assertThat(transformer.operations("transactionalId", application + "-1d3f0c2e-1"))
                .contains("Write", "Describe");
        assertThat(transformer.operations("topic", application + "-reservations-changelog"))
                .contains("Read", "Write", "Describe", "Create");
        assertThat(transformer.operations("topic", RAW))
                .containsExactlyInAnyOrder("Read", "Describe", "DescribeConfigs", "AlterConfigs", "Delete");
        assertThat(transformer.operations("topic", OUTPUT)).containsExactlyInAnyOrder("Write", "Describe", "Create");
        assertThat(transformer.operations("topic", TOPICS.sequences())).contains("Write", "Describe", "Create");
        assertThat(transformer.operations("topic", TOPICS.sequenceMarks()))
                .contains("Read", "Write", "Describe", "Create");
        assertThat(transformer.operations("topic", TOPICS.deadLetters())).contains("Write", "Describe", "Create");
        assertThat(transformer.operations("topic", TOPICS.policies())).contains("Write", "Describe", "Create");
        assertThat(transformer.operations("topic", TOPICS.floods())).contains("Read", "Write", "Describe", "Create");
        assertThat(transformer.operations("topic", TOPICS.rules()))
                .containsExactlyInAnyOrder("Read", "Describe", "Create");
    }

    @Test
    void theCommandCanCreateTopicsAndFollow() {
        AccessRules sluice = user("sluice");
        for (String topic :
                List.of(RAW, OUTPUT, TOPICS.source(), TOPICS.schemaHistory(), TOPICS.heartbeat(), TOPICS.sequences())) {
            assertThat(sluice.operations("topic", topic))
                    .contains("Read", "Describe", "Create", "DescribeConfigs", "AlterConfigs");
        }
        assertThat(sluice.operations("topic", TOPICS.deadLetters())).contains("Read", "Create");
        assertThat(sluice.operations("topic", TOPICS.rules())).contains("Read", "Create", "Write");
        assertThat(sluice.operations("topic", TOPICS.floods())).contains("Read", "Create", "Write");
        assertThat(sluice.operations("group", CONNECTORS.transformer())).contains("Describe");
    }

    @Test
    void theCommandCanLoadTables() {
        AccessRules sluice = user("sluice");
        for (String topic : List.of(TOPICS.load(), TOPICS.loadWork())) {
            assertThat(sluice.operations("topic", topic)).contains("Read", "Create", "Write");
        }
        for (String topic : List.of(OUTPUT, TOPICS.sequenceMarks(), TOPICS.policies(), TOPICS.deadLetters())) {
            assertThat(sluice.operations("topic", topic)).contains("Write");
        }
        assertThat(sluice.operations("group", PIPELINE.name() + "-load")).contains("Read");
        assertThat(sluice.operations("transactionalId", PIPELINE.name() + "-load-plan"))
                .contains("Write", "Describe");
        assertThat(user("transformer").operations("topic", TOPICS.load())).contains("Read");
    }

    @Test
    void autoscalingCanSeeTheLagAndNothingElse() {
        AccessRules autoscaling = user("autoscaling");
        assertThat(autoscaling.operations("group", CONNECTORS.transformer())).containsExactly("Describe");
        assertThat(autoscaling.operations("topic", RAW)).containsExactly("Describe");
        assertThat(autoscaling.operations("topic", TOPICS.sequenceMarks())).containsExactly("Describe");
        assertThat(autoscaling.rules())
                .allSatisfy(rule -> assertThat(rule.operations()).containsExactly("Describe"));
    }

    @ParameterizedTest
    @EnumSource
    void nobodyMayMoreThanItsStageDoes(Overlay overlay) {
        assertThat(overlay.manifests().kind("KafkaUser")).isNotEmpty().allSatisfy(user -> {
            assertThat(user.at("/spec/authentication/type").asText()).isEqualTo("tls");
            assertThat(AccessRules.of(user).rules()).allSatisfy(rule -> {
                assertThat(Set.of(
                                "Read",
                                "Write",
                                "Describe",
                                "Create",
                                "DescribeConfigs",
                                "AlterConfigs",
                                "IdempotentWrite",
                                "Delete"))
                        .containsAll(rule.operations());
                assertThat(rule.name()).doesNotContain("*");
                assertThat(rule.prefix() && rule.name().length() < 5).isFalse();
            });
        });
        assertThat(user("sluice").operations("topic", OUTPUT)).doesNotContain("Delete");
        assertThat(user("registry").operations("topic", OUTPUT)).isEmpty();
        assertThat(user("transformer").operations("topic", TOPICS.schemaHistory()))
                .isEmpty();
    }

    private static AccessRules user(String name) {
        return AccessRules.of(MANIFESTS.get("KafkaUser", name));
    }
}
