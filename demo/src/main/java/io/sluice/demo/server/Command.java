package io.sluice.demo.server;

import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One command of the system, run to its end. */
record Command(List<String> words) {
    Command {
        words = List.copyOf(words);
    }

    static Command of(Object... words) {
        return new Command(Stream.of(words).map(Object::toString).toList());
    }

    record Outcome(int exitCode, String output) {
        boolean succeeded() {
            return exitCode == 0;
        }

        /** The last line that is not blank, for a message of one sentence. */
        String lastLine() {
            return output.lines().filter(line -> !line.isBlank()).reduce("", (first, second) -> second.strip());
        }
    }

    /** A command that does not exist gives exit code 127, as in a shell. */
    Outcome run() {
        try {
            Process process =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.waitFor(), output);
        } catch (IOException e) {
            return new Outcome(127, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SluiceException(ExitCode.UNREACHABLE, "Interrupted while running " + words.get(0) + ".", e);
        }
    }

    /** @throws SluiceException unless it exits with 0 */
    String output() {
        Outcome outcome = run();
        if (!outcome.succeeded()) {
            throw new SluiceException(
                    ExitCode.UNREACHABLE,
                    words.get(0) + " exited with " + outcome.exitCode() + ": " + outcome.lastLine());
        }
        return outcome.output();
    }

    boolean succeeds() {
        return run().succeeded();
    }

    static Optional<Path> onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Whether this JVM runs as root: PostgreSQL refuses to do so, and MySQL needs an option for it. */
    static boolean asRoot() {
        try {
            return Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        } catch (IOException | UnsupportedOperationException | UncheckedIOException e) {
            return System.getProperty("user.name").equals("root");
        }
    }
}
