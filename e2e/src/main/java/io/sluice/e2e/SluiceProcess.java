package io.sluice.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The {@code sluice} command as a process of its own, started like {@code ./sluice} does, from the installation that
 * the system property {@code sluice.home} names.
 */
public final class SluiceProcess implements AutoCloseable {

    /** What {@code ./sluice} gives the JVM. */
    private static final List<String> JVM_OPTIONS = List.of(
            "-Xms256m",
            "-Xmx1g",
            "-Xmn240m",
            "-XX:SurvivorRatio=4",
            "-XX:+UseSerialGC",
            "-XX:MaxMetaspaceSize=256m",
            "-Djdk.nio.maxCachedBufferSize=1048576");

    private static final long LOOK_MILLIS = 20;
    private static final Duration CLEAN_STOP = Duration.ofSeconds(60);

    private final List<String> command;
    private final Process process;
    private final Path out;
    private final Path err;

    private SluiceProcess(List<String> command, Process process, Path out, Path err) {
        this.command = command;
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /**
     * Starts the command.
     *
     * @param directory the working directory; what the command prints is kept there too
     * @param environment added to this process's own
     */
    public static SluiceProcess start(Path directory, Map<String, String> environment, List<String> arguments) {
        return start(directory, environment, arguments.get(0), command("io.sluice.cli.command.Sluice", arguments));
    }

    /** Starts the transformer as a process of its own, as its image does, with its metrics on a port that is free. */
    public static SluiceProcess startTransformer(Path directory, Map<String, String> environment, Path pipeline) {
        List<String> command = command("io.sluice.transformer.TransformerMain", List.of(pipeline.toString()));
        Map<String, String> all = new HashMap<>(environment);
        all.putIfAbsent("SLUICE_HTTP_LISTEN", "127.0.0.1:0");
        return start(directory, all, "transformer", command);
    }

    private static SluiceProcess start(
            Path directory, Map<String, String> environment, String name, List<String> command) {
        try {
            Path out = Files.createTempFile(directory, name + "-", ".out");
            Path err = Path.of(out.toString().replaceFirst("out$", "err"));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(environment);
            return new SluiceProcess(command, builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(String mainClass, List<String> arguments) {
        Path home = home();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_OPTIONS);
        Path archive = home.resolve("sluice.jsa");
        if (Files.exists(archive)) {
            command.addAll(List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds*=off"));
        }
        // What the build gives its tests, to have them end sooner.
        Optional.ofNullable(System.getProperty("sluice.jvm")).ifPresent(command::add);
        command.add("-Dsluice.home=" + home);
        command.addAll(List.of("-cp", home.resolve("lib") + "/*", mainClass));
        command.addAll(arguments);
        return command;
    }

    /** Where the installation is. */
    public static Path home() {
        Path home = Path.of(System.getProperty("sluice.home", "../cli/target/sluice"))
                .toAbsolutePath()
                .normalize();
        if (!Files.isDirectory(home.resolve("lib"))) {
            throw new IllegalStateException(
                    "There is no installation in " + home + "; build it: ./mvnw -pl cli -am package");
        }
        return home;
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    /**
     * Returns when a {@code run} has loaded its tables and streams.
     *
     * @throws IllegalStateException if it has ended
     */
    public void awaitStreaming() throws InterruptedException {
        while (!printed().contains("STREAMING")) {
            requireAlive();
            Thread.sleep(LOOK_MILLIS);
        }
    }

    /** @throws IllegalStateException if it has ended, with what it has printed */
    public void requireAlive() {
        if (!isAlive()) {
            throw new IllegalStateException("sluice has ended: " + printed());
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Standard output and standard error so far. */
    public String printed() {
        return read(out) + read(err);
    }

    /** SIGKILL, to the process alone: the processes it started have to notice by themselves. */
    public void killHard() {
        process.destroyForcibly();
        await(Duration.ofSeconds(10));
    }

    /** SIGTERM, as Ctrl-C and service managers stop a program; returns when it has ended. */
    public Exit stop() {
        process.destroy();
        return await(CLEAN_STOP);
    }

    /** Waits until the command ends by itself; one that takes longer is killed, and a failure. */
    public Exit await(Duration patience) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                killTree();
                throw new AssertionError(command + " did not end within " + patience.toSeconds() + " s: " + printed());
            }
            return new Exit(process.exitValue(), read(out), read(err));
        } catch (InterruptedException e) {
            killTree();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void killTree() {
        List<ProcessHandle> tree = process.descendants().toList();
        process.destroyForcibly();
        tree.forEach(ProcessHandle::destroyForcibly);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills what is still running, with all it started. */
    @Override
    public void close() {
        killTree();
    }
}
