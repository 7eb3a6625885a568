package io.sluice.e2e.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Secrets that exist once all is applied, by name, with their keys: the operators' and those that the user makes. */
record Secrets(Map<String, Set<String>> keys) {

    private static final Pattern BY_HAND =
            Pattern.compile("kubectl -n sluice create secret generic ([a-z-]+)((?:[^\n]*\\\\\n)*[^\n]*)");
    private static final Pattern KEY = Pattern.compile("--from-(?:file|literal)=([A-Za-z_.]+)=");

    static Secrets of(Manifests manifests) {
        Map<String, Set<String>> keys = new HashMap<>(documented());
        manifests
                .kind("KafkaUser")
                .forEach(user -> keys.put(
                        Manifests.name(user), Set.of("ca.crt", "user.crt", "user.key", "user.p12", "user.password")));
        manifests
                .kind("Kafka")
                .forEach(kafka -> keys.put(
                        Manifests.name(kafka) + "-cluster-ca-cert", Set.of("ca.crt", "ca.p12", "ca.password")));
        manifests.kind("Cluster").forEach(cluster -> {
            keys.put(Manifests.name(cluster) + "-app", Set.of("username", "password", "dbname", "host", "port", "uri"));
            keys.put(Manifests.name(cluster) + "-ca", Set.of("ca.crt", "ca.key"));
        });
        return new Secrets(keys);
    }

    boolean has(JsonNode secret, String key) {
        return keys.getOrDefault(secret.asText(), Set.of()).contains(key);
    }

    /** What docs/kubernetes.md tells the user to create, with the very keys. */
    private static Map<String, Set<String>> documented() {
        Map<String, Set<String>> keys = new HashMap<>();
        try {
            Matcher command = BY_HAND.matcher(
                    Files.readString(Kustomize.K8S.resolveSibling("docs").resolve("kubernetes.md")));
            while (command.find()) {
                Set<String> names = keys.computeIfAbsent(command.group(1), name -> new TreeSet<>());
                Matcher key = KEY.matcher(command.group(2));
                while (key.find()) {
                    names.add(key.group(1));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return keys;
    }
}
