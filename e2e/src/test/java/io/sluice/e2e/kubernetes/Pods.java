package io.sluice.e2e.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The pods that come of the objects of an overlay, with the labels that policies and services select them by. */
final class Pods {

    /** The pods of one object, all alike. */
    record Pod(String owner, Map<String, String> labels, JsonNode spec) {

        boolean matches(JsonNode selector) {
            return hasLabels(selector.path("matchLabels"));
        }

        boolean hasLabels(JsonNode wanted) {
            return wanted.properties().stream()
                    .allMatch(label -> label.getValue().asText().equals(labels.get(label.getKey())));
        }

        /** Containers, those before them included. */
        List<JsonNode> containers() {
            List<JsonNode> containers = new ArrayList<>();
            spec.path("initContainers").forEach(containers::add);
            spec.path("containers").forEach(containers::add);
            return containers;
        }
    }

    private static final Map<String, String> TEMPLATES = Map.of(
            "Deployment", "/spec/template",
            "StatefulSet", "/spec/template",
            "Job", "/spec/template",
            "CronJob", "/spec/jobTemplate/spec/template");

    private Pods() {}

    /** Those whose whole specification is in the manifests. */
    static List<Pod> own(Manifests manifests) {
        return manifests.objects().stream()
                .filter(object -> TEMPLATES.containsKey(object.path("kind").asText()))
                .map(object -> {
                    JsonNode template =
                            object.at(TEMPLATES.get(object.path("kind").asText()));
                    return new Pod(
                            Manifests.title(object), labels(template.at("/metadata/labels")), template.path("spec"));
                })
                .toList();
    }

    /** Those too that the operators of Kafka and PostgreSQL make, whose labels are documented. */
    static List<Pod> all(Manifests manifests) {
        JsonNode nothing = manifests.objects().get(0).path("none");
        Stream<Pod> operators = manifests.objects().stream().flatMap(object -> {
            String name = Manifests.name(object);
            return switch (object.path("kind").asText()) {
                case "Kafka" ->
                    Stream.of(
                            strimzi("Kafka", name, name + "-kafka", nothing),
                            strimzi("Kafka", name, name + "-entity-operator", nothing));
                case "KafkaConnect" -> Stream.of(strimzi("KafkaConnect", name, name + "-connect", nothing));
                case "Cluster" -> Stream.of(new Pod("Cluster " + name, Map.of("cnpg.io/cluster", name), nothing));
                default -> Stream.of();
            };
        });
        return Stream.concat(own(manifests).stream(), operators).toList();
    }

    private static Pod strimzi(String kind, String cluster, String name, JsonNode spec) {
        return new Pod(
                kind + " " + cluster,
                Map.of("strimzi.io/kind", kind, "strimzi.io/cluster", cluster, "strimzi.io/name", name),
                spec);
    }

    private static Map<String, String> labels(JsonNode labels) {
        Map<String, String> map = new TreeMap<>();
        labels.properties()
                .forEach(label -> map.put(label.getKey(), label.getValue().asText()));
        return map;
    }
}
