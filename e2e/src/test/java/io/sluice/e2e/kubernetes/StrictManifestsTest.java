package io.sluice.e2e.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every object of every overlay is what its kind allows, field by field. */
class StrictManifestsTest {

    @ParameterizedTest
    @EnumSource
    void everyFieldIsKnown(Overlay overlay) {
        Map<String, List<String>> complaints = new TreeMap<>();
        overlay.manifests().objects().forEach(object -> complaints.put(Manifests.title(object), complaints(object)));
        complaints.values().removeIf(List::isEmpty);

        assertThat(overlay.manifests().objects()).hasSizeGreaterThan(30);
        assertThat(complaints).isEmpty();
    }

    /** The test of the test: one letter too many, at depths that only a recursive check reaches. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            Namespace,               /metadata
            ConfigMap,               ''
            Service,                 /spec/ports/0
            Deployment,              /spec/template/spec/containers/0/readinessProbe/httpGet
            StatefulSet,             /spec/template/spec/containers/0/securityContext/capabilities
            StatefulSet,             /spec/volumeClaimTemplates/0/spec
            Job,                     /spec/podFailurePolicy/rules/0/onPodConditions/0
            CronJob,                 /spec/jobTemplate/spec/template/spec
            PodDisruptionBudget,     /spec/selector
            NetworkPolicy,           /spec/ingress/0/from/0/podSelector
            Kafka,                   /spec/kafka/listeners/0
            Kafka,                   /spec/entityOperator/template/pod/securityContext
            KafkaNodePool,           /spec/storage/volumes/0
            KafkaTopic,              /spec
            KafkaUser,               /spec/authorization/acls/0/resource
            KafkaConnect,            /spec/template/pod/volumes/0/secret
            KafkaConnector,          /spec/autoRestart
            Cluster,                 /spec/bootstrap/initdb
            Cluster,                 /spec/plugins/0
            ScheduledBackup,         /spec/pluginConfiguration
            ObjectStore,             /spec/configuration/s3Credentials/accessKeyId
            PodMonitor,              /spec/podMetricsEndpoints/0
            ScaledObject,            /spec/triggers/0/metadata
            TriggerAuthentication,   /spec/secretTargetRef/0
            """)
    void anUnknownFieldIsRefused(String kind, String place) {
        JsonNode object = withField(kind, place);
        ((ObjectNode) object.at(place)).put("replicass", 1);

        assertThat(complaints(object)).isNotEmpty();
    }

    /** What version v1 no longer has, and Strimzi's types still know. */
    @ParameterizedTest
    @CsvSource(textBlock = """
            KafkaConnector, /spec,       pause,         true
            KafkaConnector, /spec,       tasksMax,      many
            KafkaNodePool,  /spec,       roles,         leader
            Kafka,          /spec/kafka, replicas,      3
            """)
    void aFieldOrValueOfAnotherVersionIsRefused(String kind, String place, String field, String value) {
        JsonNode object = withField(kind, place);
        ((ObjectNode) object.at(place)).put(field, value);

        assertThat(complaints(object)).isNotEmpty();
    }

    private static JsonNode withField(String kind, String place) {
        JsonNode object = Overlay.AUTOSCALED
                .manifests()
                .kind(kind)
                .filter(candidate -> candidate.at(place).isObject())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " has " + place))
                .deepCopy();
        assertThat(complaints(object)).isEmpty();
        return object;
    }

    private static List<String> complaints(JsonNode object) {
        if (StrictTypes.knows(object)) {
            return StrictTypes.complaints(object);
        }
        return StrictSchemas.knows(object)
                ? StrictSchemas.complaints(object)
                : List.of(StrictTypes.kind(object) + " has neither type nor schema");
    }
}
