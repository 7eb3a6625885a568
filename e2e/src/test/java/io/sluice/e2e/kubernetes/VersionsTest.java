package io.sluice.e2e.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The manifests go up with the project's own versions, or its build stops. */
class VersionsTest {

    /** Our own images are those of this version; no other is whatever was pushed last. */
    @ParameterizedTest
    @EnumSource
    void imagesHaveTheRightTags(Overlay overlay) throws IOException {
        String version = find(Path.of("pom.xml"), "<artifactId>sluice</artifactId>\\s*<version>([^<]+)</version>");
        List<String> images = overlay.manifests().objects().stream()
                .flatMap(object -> object.findValuesAsText("image").stream())
                .distinct()
                .toList();

        assertThat(images).hasSize(4).allSatisfy(image -> {
            assertThat(image).matches("[a-z./-]+:[0-9].*").doesNotEndWith(":latest");
            if (image.startsWith("sluice/")) {
                assertThat(image).endsWith(":" + version);
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void brokersAndWorkersRunTheKafkaThatIsTested(Overlay overlay) throws IOException {
        String kafka = find(Path.of("..", "pom.xml"), "<kafka.version>([^<]+)</kafka.version>");

        assertThat(overlay.manifests()
                        .get("Kafka", "sluice")
                        .at("/spec/kafka/version")
                        .asText())
                .isEqualTo(kafka);
        assertThat(overlay.manifests()
                        .get("KafkaConnect", "sluice")
                        .at("/spec/version")
                        .asText())
                .isEqualTo(kafka);
    }

    /** Strimzi's name of an image ends with the version of Kafka in it. */
    @Test
    void theWorkerImageIsMadeFromTheSameKafka() throws IOException {
        String kafka = find(Path.of("..", "pom.xml"), "<kafka.version>([^<]+)</kafka.version>");

        assertThat(find(Kustomize.K8S.resolve("connect").resolve("Dockerfile"), "FROM \\S+-kafka-(\\S+)"))
                .isEqualTo(kafka);
    }

    private static String find(Path file, String pattern) throws IOException {
        Matcher found = Pattern.compile(pattern).matcher(Files.readString(file));
        assertThat(found.find()).as("%s in %s", pattern, file).isTrue();
        return found.group(1);
    }
}
