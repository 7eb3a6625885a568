package io.sluice.control.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/**
 * The file in which a run leaves its status for {@code sluice status}: JSON in the data directory, replaced atomically
 * so that a reader never sees a part of it. It remains after the run.
 */
public final class StatusFile {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path path;

    public StatusFile(Path dataDirectory) {
        this.path = dataDirectory.resolve("status.json");
    }

    public void write(PipelineStatus status) {
        Path draft = path.resolveSibling("status.json.new");
        try {
            Files.write(draft, JSON.writeValueAsBytes(status));
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be written", e);
        }
    }

    /** What was written last, or empty if nothing ever was. */
    public Optional<PipelineStatus> read() {
        try {
            return Optional.of(JSON.readValue(Files.readAllBytes(path), PipelineStatus.class));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read", e);
        }
    }
}
