package io.sluice.e2e.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The restricted standard that the namespace enforces, and what a cluster needs to place pods well. */
class PodSecurityTest {

    /** Where operators take pods' and containers' security from. PostgreSQL's operator is restricted by itself. */
    private static final Map<String, List<String>> OPERATORS = Map.of(
            "KafkaNodePool", List.of("/spec/template/pod", "/spec/template/kafkaContainer"),
            "Kafka",
                    List.of(
                            "/spec/entityOperator/template/pod",
                            "/spec/entityOperator/template/topicOperatorContainer",
                            "/spec/entityOperator/template/userOperatorContainer"),
            "KafkaConnect", List.of("/spec/template/pod", "/spec/template/connectContainer"));

    @ParameterizedTest
    @EnumSource
    void podsAreRestricted(Overlay overlay) {
        assertThat(overlay.manifests()
                        .get("Namespace", "sluice")
                        .at("/metadata/labels")
                        .path("pod-security.kubernetes.io/enforce")
                        .asText())
                .isEqualTo("restricted");
        assertThat(Pods.own(overlay.manifests())).hasSizeGreaterThan(3).allSatisfy(pod -> {
            restrictedPod(pod.spec());
            assertThat(pod.spec().path("automountServiceAccountToken").asBoolean(true))
                    .isFalse();
            assertThat(pod.containers()).isNotEmpty().allSatisfy(container -> {
                restrictedContainer(container);
                assertThat(container
                                .at("/securityContext/readOnlyRootFilesystem")
                                .asBoolean())
                        .isTrue();
            });
        });
    }

    @ParameterizedTest
    @EnumSource
    void operatorsArePodsToo(Overlay overlay) {
        OPERATORS.forEach((kind, places) -> assertThat(overlay.manifests().kind(kind))
                .isNotEmpty()
                .allSatisfy(object -> places.forEach(place -> {
                    if (place.endsWith("/pod")) {
                        restrictedPod(object.at(place));
                    } else {
                        restrictedContainer(object.at(place));
                    }
                })));
    }

    @ParameterizedTest
    @EnumSource
    void containersSayWhatTheyNeedAndHowTheyAre(Overlay overlay) {
        assertThat(Pods.own(overlay.manifests())).allSatisfy(pod -> {
            boolean stays = pod.owner().matches("(Deployment|StatefulSet) .*");
            assertThat(pod.containers()).allSatisfy(container -> {
                measured(container.path("resources"));
                assertThat(container.has("livenessProbe")).isEqualTo(stays);
                assertThat(container.has("readinessProbe")).isEqualTo(stays);
            });
            assertThat(pod.spec().has("topologySpreadConstraints")).isEqualTo(stays);
        });
        assertThat(overlay.manifests().kind("KafkaNodePool")).allSatisfy(pool -> measured(pool.at("/spec/resources")));
        measured(overlay.manifests().get("KafkaConnect", "sluice").at("/spec/resources"));
        measured(overlay.manifests().get("Cluster", "postgres").at("/spec/resources"));
    }

    private static void restrictedPod(JsonNode pod) {
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/securityContext/seccompProfile/type").asText()).isEqualTo("RuntimeDefault");
        assertThat(pod.has("hostNetwork") || pod.has("hostPID") || pod.has("hostIPC"))
                .isFalse();
        assertThat(pod.path("volumes"))
                .allSatisfy(volume -> assertThat(volume.has("hostPath")).isFalse());
    }

    private static void restrictedContainer(JsonNode container) {
        JsonNode security = container.path("securityContext");
        assertThat(security.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(security.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
        assertThat(security.at("/capabilities").has("add")).isFalse();
        assertThat(security.path("privileged").asBoolean()).isFalse();
    }

    private static void measured(JsonNode resources) {
        assertThat(resources.at("/requests/cpu").asText()).isNotEmpty();
        assertThat(resources.at("/limits/memory").asText())
                .isNotEmpty()
                .isEqualTo(resources.at("/requests/memory").asText());
    }
}
