package io.sluice.e2e.metrics;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Prometheus' checker of its files: the one on the PATH, else the distribution's, unpacked into a cache. */
record Promtool(Path program) {

    record Result(int code, String said) {}

    static Promtool find() throws IOException, InterruptedException {
        for (String directory : System.getenv("PATH").split(":", -1)) {
            Path program = Path.of(directory, "promtool");
            if (Files.isExecutable(program)) {
                return new Promtool(program);
            }
        }
        String cache = System.getenv()
                .getOrDefault(
                        "SLUICE_CACHE",
                        Path.of(System.getProperty("user.home"), ".cache", "sluice")
                                .toString());
        return new Promtool(unpacked(Path.of(cache).resolve("promtool")));
    }

    /** Several builds of one user may come here at the same time. */
    private static Path unpacked(Path directory) throws IOException, InterruptedException {
        Path program = directory.resolve("promtool");
        Files.createDirectories(directory.getParent());
        Path lockFile = directory.resolveSibling("promtool.lock");
        try (FileChannel file = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = file.lock()) {
            if (lock.isValid() && !Files.isExecutable(program)) {
                Path draft = Files.createTempDirectory(directory.getParent(), "promtool-");
                Path script = draft.resolve("promtool.sh");
                try (var resource = Promtool.class.getResourceAsStream("promtool.sh")) {
                    Files.copy(resource, script);
                }
                Result result = run(List.of("sh", script.toString(), draft.toString()));
                if (result.code() != 0) {
                    throw new IOException("promtool could not be unpacked: " + result.said());
                }
                Files.delete(script);
                Files.move(draft, directory, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return program;
    }

    Result run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(Arrays.asList(arguments));
        return run(command);
    }

    private static Result run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException(command + " does not end: " + said);
        }
        return new Result(process.exitValue(), said);
    }
}
