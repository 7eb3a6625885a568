package io.sluice.e2e.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Which files a container has because Secrets are mounted in it. */
record Mounts(Secrets secrets) {

    private static final Pattern PATH = Pattern.compile("/mnt/secrets/[A-Za-z0-9./_-]+");

    /** The files of secrets that a text speaks of. */
    static List<String> pathsIn(String text) {
        return PATH.matcher(text).results().map(MatchResult::group).distinct().toList();
    }

    List<String> files(JsonNode volumes, JsonNode container) {
        return stream(volumes)
                .filter(volume -> volume.has("secret"))
                .flatMap(volume -> stream(container.path("volumeMounts"))
                        .filter(mount -> mount.path("name").equals(volume.path("name")))
                        .flatMap(mount -> keys(volume.path("secret")).stream()
                                .map(key -> mount.path("mountPath").asText() + "/" + key)))
                .toList();
    }

    private Set<String> keys(JsonNode volume) {
        Set<String> keys = new TreeSet<>(
                secrets.keys().getOrDefault(volume.path("secretName").asText(), Set.of()));
        if (volume.has("items")) {
            Set<String> chosen = new TreeSet<>();
            volume.path("items").forEach(item -> {
                if (keys.contains(item.path("key").asText())) {
                    chosen.add(item.path("path").asText());
                }
            });
            return chosen;
        }
        return keys;
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
