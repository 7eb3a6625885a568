package io.sluice.e2e.kubernetes;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What {@code kubectl apply -k} would send: the objects of a directory with a kustomization in it. */
final class Kustomize {

    static final Path K8S = Path.of("..", "k8s").toAbsolutePath().normalize();

    /** A key that is there twice is an error, instead of the last one winning. */
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());

    private Kustomize() {}

    private static Manifests render(Path directory) {
        List<String> words = new ArrayList<>(KustomizeProgram.words());
        words.add(directory.toString());
        return parse(output(words));
    }

    static Manifests render(String overlay) {
        return render(K8S.resolve("overlays").resolve(overlay));
    }

    /** An overlay with a component that is left to the user to add, as the user would. */
    static Manifests render(String overlay, String component) {
        try {
            Path directory = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "kustomize")
                    .toRealPath();
            Path k8s = directory.relativize(K8S.toRealPath());
            Files.writeString(
                    directory.resolve("kustomization.yaml"),
                    "resources: [%s/overlays/%s]%ncomponents: [%s/components/%s]%n"
                            .formatted(k8s, overlay, k8s, component));
            return render(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Manifests parse(String text) {
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(text)) {
            return new Manifests(documents.readAll());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String output(List<String> words) {
        try {
            Path errors = Files.createTempFile("kustomize", ".err");
            Process process =
                    new ProcessBuilder(words).redirectError(errors.toFile()).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exitCode = process.waitFor();
            String complaint = Files.readString(errors);
            Files.delete(errors);
            if (exitCode != 0 || !complaint.isBlank()) {
                throw new AssertionError(String.join(" ", words) + " says: " + complaint);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
