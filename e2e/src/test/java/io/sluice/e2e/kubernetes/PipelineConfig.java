package io.sluice.e2e.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.pipeline.PipelineFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The pipeline that the manifests' ConfigMap describes, read as the stages read it. */
final class PipelineConfig {

    private PipelineConfig() {}

    static Pipeline of(Manifests manifests) {
        JsonNode files = manifests.generated("ConfigMap", "pipeline").path("data");
        try {
            Path directory = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "pipeline");
            for (String name : (Iterable<String>) files::fieldNames) {
                Files.writeString(directory.resolve(name), files.path(name).asText());
            }
            return PipelineFile.read(directory.resolve("pipeline.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
