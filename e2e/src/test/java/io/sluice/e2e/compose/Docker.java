package io.sluice.e2e.compose;

import io.sluice.e2e.Exit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The {@code docker} command, as a user types it in the project's directory. */
record Docker(Map<String, String> environment) {

    /** The directory of docker-compose.yml; tests run in their module's. */
    static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    /** Why nothing can be tested here, or empty where an engine answers. */
    static Optional<String> missing() {
        try {
            Exit info = new Docker(Map.of()).run(Duration.ofSeconds(30), "info");
            return info.code() == 0 ? Optional.empty() : Optional.of("no container engine answers: " + info.err());
        } catch (UncheckedIOException e) {
            return Optional.of("there is no docker command: " + e.getMessage());
        }
    }

    /** Runs it to its end, which is a failure if it takes longer than that. */
    Exit run(Duration patience, String... arguments) {
        List<String> command =
                Stream.concat(Stream.of("docker"), Stream.of(arguments)).toList();
        try {
            Path out = Files.createTempFile("docker-", ".out");
            Path err = Files.createTempFile("docker-", ".err");
            try {
                ProcessBuilder builder = new ProcessBuilder(command)
                        .directory(PROJECT.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
                builder.environment().putAll(environment);
                Process process = builder.start();
                if (!process.waitFor(patience.toSeconds(), TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new AssertionError(command + " did not end within " + patience.toSeconds() + " s: "
                            + Files.readString(out) + Files.readString(err));
                }
                return new Exit(process.exitValue(), Files.readString(out), Files.readString(err));
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
