package io.sluice.e2e.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The objects of one overlay, as they would be sent to Kubernetes. */
record Manifests(List<JsonNode> objects) {

    Manifests {
        objects = List.copyOf(objects);
    }

    Stream<JsonNode> kind(String kind) {
        return objects.stream().filter(object -> object.path("kind").asText().equals(kind));
    }

    /** @throws AssertionError if there is no such object */
    JsonNode get(String kind, String name) {
        return find(kind, name).orElseThrow(() -> new AssertionError("there is no " + kind + " " + name));
    }

    Optional<JsonNode> find(String kind, String name) {
        return kind(kind).filter(object -> name(object).equals(name)).findFirst();
    }

    /** The object whose generated name starts with the given one. */
    JsonNode generated(String kind, String name) {
        return kind(kind)
                .filter(object -> name(object).matches(name + "-[a-z0-9]{10}"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no " + kind + " " + name + "-HASH"));
    }

    static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    /** {@code KafkaUser connect}, for messages. */
    static String title(JsonNode object) {
        return object.path("kind").asText() + " " + name(object);
    }
}
