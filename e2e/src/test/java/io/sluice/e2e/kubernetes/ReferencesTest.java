package io.sluice.e2e.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.pipeline.Servers;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every name that an object gives of another is one that exists. */
class ReferencesTest {

    @ParameterizedTest
    @EnumSource
    void everythingIsInTheNamespace(Overlay overlay) {
        Set<String> seen = new HashSet<>();
        assertThat(overlay.manifests().objects()).allSatisfy(object -> {
            assertThat(seen.add(Manifests.title(object))).as("once only").isTrue();
            assertThat(object.at("/metadata/namespace").asText())
                    .isEqualTo(object.path("kind").asText().equals("Namespace") ? "" : "sluice");
        });
    }

    @ParameterizedTest
    @EnumSource
    void strimziFindsTheClusterOfEachResource(Overlay overlay) {
        Manifests manifests = overlay.manifests();
        assertThat(Stream.of("KafkaNodePool", "KafkaTopic", "KafkaUser").flatMap(manifests::kind))
                .isNotEmpty()
                .allSatisfy(object ->
                        assertThat(manifests.find("Kafka", cluster(object))).isPresent());
        assertThat(manifests.kind("KafkaConnector")).allSatisfy(connector -> assertThat(manifests
                        .get("KafkaConnect", cluster(connector))
                        .at("/metadata/annotations")
                        .path("strimzi.io/use-connector-resources")
                        .asText())
                .isEqualTo("true"));
    }

    @ParameterizedTest
    @EnumSource
    void secretsAndTheirKeysExist(Overlay overlay) {
        Secrets secrets = Secrets.of(overlay.manifests());
        assertThat(overlay.manifests().objects()).allSatisfy(object -> {
            assertThat(object.findValues("secretName"))
                    .allSatisfy(name -> assertThat(secrets.keys()).containsKey(name.asText()));
            Stream.of("secretKeyRef", "accessKeyId", "secretAccessKey", "region")
                    .flatMap(field -> object.findValues(field).stream())
                    .forEach(ref -> assertThat(secrets.has(
                                    ref.path("name"), ref.path("key").asText()))
                            .as("%s", ref)
                            .isTrue());
            object.findValues("secretTargetRef").stream()
                    .flatMap(refs -> StreamSupport.stream(refs.spliterator(), false))
                    .forEach(ref -> assertThat(secrets.has(
                                    ref.path("name"), ref.path("key").asText()))
                            .as("%s", ref)
                            .isTrue());
        });
    }

    /** Volumes that a pod has no use for are noise; mounts of volumes that it has not keep it from starting. */
    @ParameterizedTest
    @EnumSource
    void mountsAndVolumesAreTheSame(Overlay overlay) {
        Manifests manifests = overlay.manifests();
        assertThat(Pods.own(manifests)).allSatisfy(pod -> {
            Set<String> volumes = names(pod.spec().path("volumes"));
            manifests
                    .find("StatefulSet", pod.owner().replaceFirst("^StatefulSet ", ""))
                    .ifPresent(set ->
                            set.at("/spec/volumeClaimTemplates").forEach(claim -> volumes.add(Manifests.name(claim))));
            Set<String> mounts = new HashSet<>();
            pod.containers().forEach(container -> mounts.addAll(names(container.path("volumeMounts"))));
            assertThat(mounts).isEqualTo(volumes);
            assertThat(pod.spec().path("volumes"))
                    .filteredOn(volume -> volume.has("configMap"))
                    .allSatisfy(volume -> assertThat(manifests.find(
                                    "ConfigMap", volume.at("/configMap/name").asText()))
                            .isPresent());
        });
    }

    /** Workers name their metrics as they do everywhere else. */
    @ParameterizedTest
    @EnumSource
    void metricsHaveTheSameNamesAsElsewhere(Overlay overlay) throws IOException {
        JsonNode reference =
                overlay.manifests().get("KafkaConnect", "sluice").at("/spec/metricsConfig/valueFrom/configMapKeyRef");
        assertThat(overlay.manifests()
                        .get("ConfigMap", reference.path("name").asText())
                        .path("data")
                        .path(reference.path("key").asText())
                        .asText())
                .as("k8s/base/connect-metrics.yaml is a copy of config/metrics/connect.yaml")
                .isEqualTo(Files.readString(Kustomize.K8S.resolveSibling("config/metrics/connect.yaml")));
    }

    /** The pipeline names files; every pod that reads them has a Secret with that key mounted in that place. */
    @ParameterizedTest
    @EnumSource
    void secretFilesAreMountedWhereTheyAreReadFrom(Overlay overlay) {
        Manifests manifests = overlay.manifests();
        Mounts mounts = new Mounts(Secrets.of(manifests));
        JsonNode files = manifests.generated("ConfigMap", "pipeline").path("data");
        List<String> kafka =
                Mounts.pathsIn(files.path("kafka-client.properties").asText());
        List<String> pipeline = Mounts.pathsIn(files.path("pipeline.yaml").asText());
        assertThat(kafka).hasSize(3);
        assertThat(pipeline).hasSize(4);

        assertThat(Pods.own(manifests))
                .filteredOn(pod -> pod.spec().findValue("configMap") != null)
                .allSatisfy(pod -> {
                    List<String> present = mounts.files(
                            pod.spec().path("volumes"), pod.containers().get(0));
                    assertThat(present).containsAll(kafka);
                    if (!pod.owner().equals("StatefulSet transformer")) {
                        assertThat(present).containsAll(pipeline);
                    }
                });
        JsonNode template = manifests.get("KafkaConnect", "sluice").at("/spec/template");
        List<String> worker = mounts.files(template.at("/pod/volumes"), template.path("connectContainer"));
        assertThat(worker).allMatch(path -> path.startsWith("/mnt/"));
        assertThat(manifests.kind("KafkaConnector"))
                .allSatisfy(connector -> assertThat(worker).containsAll(Mounts.pathsIn(connector.toString())));
    }

    /** No password, key or other secret is written down anywhere; that of a truststore, which holds none, does not count. */
    @ParameterizedTest
    @EnumSource
    void secretsAreReferredToOnly(Overlay overlay) {
        assertThat(overlay.manifests().kind("Secret")).isEmpty();
        assertThat(overlay.manifests().kind("KafkaConnector")).allSatisfy(connector -> assertThat(
                        connector.at("/spec/config").properties())
                .filteredOn(setting -> setting.getKey().matches("(?!.*truststore).*(password|keystore\\.key).*"))
                .isNotEmpty()
                .allSatisfy(
                        setting -> assertThat(setting.getValue().asText()).startsWith("${secret:file:/mnt/secrets/")));
    }

    /** The hosts in pipeline.yaml are Services that the operators or the manifests make, on ports that they have. */
    @ParameterizedTest
    @EnumSource
    void addressesAreThoseOfServices(Overlay overlay) {
        Manifests manifests = overlay.manifests();
        Pipeline pipeline = PipelineConfig.of(manifests);
        Servers servers = pipeline.servers().orElseThrow();
        Set<String> services = services(manifests);

        assertThat(services)
                .contains(servers.kafka().bootstrapServers())
                .contains(address(servers.connect().url()))
                .contains(address(servers.registry().url()))
                .contains(pipeline.target().host() + ":" + pipeline.target().port());
        JsonNode initdb = manifests.get("Cluster", "postgres").at("/spec/bootstrap");
        assertThat(initdb.findValue("database").asText())
                .isEqualTo(pipeline.target().database());
        assertThat(initdb.findValue("owner").asText())
                .isEqualTo(pipeline.target().user());
        assertThat(manifests
                        .get("KafkaConnect", "sluice")
                        .at("/spec/bootstrapServers")
                        .asText())
                .isEqualTo(servers.kafka().bootstrapServers());
        assertThat(manifests.get("Deployment", "registry").toString())
                .contains(servers.kafka().bootstrapServers());
        manifests.kind("ScaledObject").forEach(scaled -> assertThat(scaled.toString())
                .contains("\"sluice-kafka-bootstrap.sluice.svc:9093\"", "\"" + pipeline.name() + "-transformer\""));
    }

    @ParameterizedTest
    @EnumSource
    void selectorsFindPods(Overlay overlay) {
        Manifests manifests = overlay.manifests();
        List<Pods.Pod> pods = Pods.all(manifests);
        assertThat(Stream.of("Deployment", "StatefulSet", "PodDisruptionBudget", "PodMonitor")
                        .flatMap(manifests::kind))
                .allSatisfy(object -> assertThat(pods)
                        .as(Manifests.title(object))
                        .anyMatch(pod -> pod.matches(object.at("/spec/selector"))));
        assertThat(manifests.kind("NetworkPolicy")).allSatisfy(policy -> assertThat(policy.findValues("podSelector"))
                .allSatisfy(selector -> assertThat(pods)
                        .as(Manifests.title(policy) + " " + selector)
                        .anyMatch(pod -> pod.matches(selector))));
        assertThat(manifests.kind("ScaledObject")).allSatisfy(scaled -> {
            JsonNode target = scaled.at("/spec/scaleTargetRef");
            assertThat(manifests
                            .get(
                                    target.path("kind").asText(),
                                    target.path("name").asText())
                            .at("/spec")
                            .has("replicas"))
                    .as("whose number is not set by every apply")
                    .isFalse();
            assertThat(scaled.findValues("authenticationRef")).allSatisfy(ref -> assertThat(manifests.find(
                            "TriggerAuthentication", ref.path("name").asText()))
                    .isPresent());
        });
    }

    /** Ports by name are ports of the container; what a probe or a Service asks for is there. */
    @ParameterizedTest
    @EnumSource
    void portsExist(Overlay overlay) {
        Manifests manifests = overlay.manifests();
        assertThat(Pods.own(manifests)).allSatisfy(pod -> assertThat(pod.containers())
                .allSatisfy(container -> assertThat(container.findValues("httpGet"))
                        .allSatisfy(probe -> assertThat(names(container.path("ports")))
                                .contains(probe.path("port").asText()))));
        assertThat(manifests.kind("Service")).isNotEmpty().allSatisfy(service -> {
            assertThat(Pods.own(manifests))
                    .filteredOn(pod -> pod.hasLabels(service.at("/spec/selector")))
                    .singleElement()
                    .satisfies(pod -> assertThat(names(pod.containers().get(0).path("ports")))
                            .contains(service.at("/spec/ports/0/targetPort").asText()));
        });
    }

    private static Set<String> services(Manifests manifests) {
        Set<String> services = new HashSet<>();
        manifests.kind("Service").forEach(service -> service.at("/spec/ports")
                .forEach(port -> services.add(
                        Manifests.name(service) + ":" + port.path("port").asInt())));
        manifests.kind("Kafka").forEach(kafka -> kafka.at("/spec/kafka/listeners")
                .forEach(listener -> services.add(Manifests.name(kafka) + "-kafka-bootstrap:"
                        + listener.path("port").asInt())));
        manifests.kind("KafkaConnect").forEach(connect -> services.add(Manifests.name(connect) + "-connect-api:8083"));
        manifests.kind("Cluster").forEach(cluster -> services.add(Manifests.name(cluster) + "-rw:5432"));
        return services;
    }

    private static String address(URI url) {
        return url.getHost() + ":" + url.getPort();
    }

    private static String cluster(JsonNode object) {
        return object.at("/metadata/labels").path("strimzi.io/cluster").asText();
    }

    private static Set<String> names(JsonNode list) {
        Set<String> names = new HashSet<>();
        list.forEach(element -> names.add(element.path("name").asText()));
        return names;
    }
}
