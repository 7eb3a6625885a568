package io.sluice.e2e.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.core.wire.RecordLimit;
import io.sluice.core.wire.TopicKind;
import io.sluice.core.wire.Topics;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The topics that have fixed names are declared with the settings that Sluice would give them itself. */
class TopicManifestsTest {

    @ParameterizedTest
    @EnumSource
    void topicsAreThoseOfThePipeline(Overlay overlay) {
        Topics topics = PipelineConfig.of(overlay.manifests()).topics();
        Map<String, TopicKind> kinds = topics.ofEveryPipeline();
        assertThat(kinds.keySet()).as("every topic with a fixed name").isEqualTo(fixedNames(topics));
        Map<String, Map<String, String>> expected = new TreeMap<>();
        kinds.forEach((topic, kind) -> expected.put(topic, kind.settings(RecordLimit.PRESET)));
        JsonNode worker = overlay.manifests().get("KafkaConnect", "sluice").path("spec");
        for (String storage : new String[] {"config", "offset", "status"}) {
            expected.put(worker.path(storage + "StorageTopic").asText(), Map.of("cleanup.policy", "compact"));
        }

        Map<String, Map<String, String>> declared = overlay.manifests()
                .kind("KafkaTopic")
                .collect(Collectors.toMap(Manifests::name, topic -> settings(topic.at("/spec/config"))));

        assertThat(declared).containsExactlyInAnyOrderEntriesOf(expected);
        assertThat(overlay.manifests().kind("KafkaTopic")).allSatisfy(topic -> {
            assertThat(topic.at("/spec/partitions").asInt())
                    .isEqualTo(Optional.ofNullable(kinds.get(Manifests.name(topic)))
                            .map(TopicKind::partitions)
                            .orElse(1));
            assertThat(topic.at("/spec").has("replicas"))
                    .as("as many as the brokers say")
                    .isFalse();
        });
    }

    /** All that {@link Topics} can name without being told a table. */
    private static Set<String> fixedNames(Topics topics) {
        return Stream.of(Topics.class.getDeclaredMethods())
                .filter(method -> method.getReturnType() == String.class && method.getParameterCount() == 0)
                .filter(method -> Modifier.isPublic(method.getModifiers()))
                .map(method -> invoke(method, topics))
                .filter(name -> name.startsWith(topics.pipeline() + ".") && !name.endsWith("."))
                .collect(Collectors.toSet());
    }

    private static String invoke(Method method, Topics topics) {
        try {
            return (String) method.invoke(topics);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    private static Map<String, String> settings(JsonNode config) {
        return config.properties().stream().collect(Collectors.toMap(Map.Entry::getKey, setting -> setting.getValue()
                .asText()));
    }
}
