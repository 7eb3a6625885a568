package io.sluice.standalone;

import io.sluice.core.pipeline.Pipeline;
import io.sluice.core.pipeline.PipelineFile;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Starts all servers of a pipeline that has no tables, and stops them, once when Sluice is built: a JVM that was started with
 * {@code -XX:ArchiveClassesAtExit} then keeps an archive of the classes that a start loads, and later starts need not load
 * and verify each of them. The registry's process has an archive of its own.
 */
public final class StartRehearsal {

    private static final String PIPELINE = """
            name: rehearsal
            source: {url: "mysql://127.0.0.1:1", user: nobody, password-env: HOME, databases: [none]}
            target: {url: "postgresql://127.0.0.1:1/none", user: nobody, password-env: HOME}
            """;

    private static final List<String> DATABASES =
            List.of("jdbc:mysql://127.0.0.1:1/none?connectTimeout=1000", "jdbc:postgresql://127.0.0.1:1/none");

    private static final int END_SECONDS_MAX = 60;

    private final Path home;
    private final Path scratch;

    private StartRehearsal(Path home, Path scratch) {
        this.home = home;
        this.scratch = scratch;
    }

    /** @param arguments the directory of the installation */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path scratch = Files.createTempDirectory("sluice-rehearsal");
        try {
            StartRehearsal rehearsal = new StartRehearsal(Path.of(arguments[0]), scratch);
            rehearsal.registry();
            rehearsal.servers();
            rehearsal.connections();
            rehearsal.ownClasses();
        } finally {
            delete(scratch);
        }
        // Threads of a Kafka that has ended may be left.
        System.exit(0);
    }

    private void registry() throws IOException, InterruptedException {
        Path directory = Files.createDirectories(scratch.resolve("registry"));
        Files.createDirectories(directory.resolve("tmp"));
        Path archive = RegistryCommand.archive(home.resolve("registry"));
        Files.deleteIfExists(archive);
        int port = Ports.choose(Optional.empty()).registry();
        List<String> command = new ArrayList<>(RegistryCommand.of(home.resolve("registry"), port));
        command.add(
                command.indexOf(RegistryCommand.java()) + 1, "-XX:ArchiveClassesAtExit=" + archive.toAbsolutePath());
        Process registry = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(directory.resolve("log").toFile()))
                .start();
        try {
            URI subjects = URI.create("http://" + Ports.HOST + ":" + port + RegistryProcess.API + "/subjects");
            Readiness.await(subjects, () -> !registry.isAlive());
            registry.destroy();
            registry.waitFor(END_SECONDS_MAX, TimeUnit.SECONDS);
        } finally {
            registry.destroyForcibly();
        }
    }

    private void servers() throws IOException {
        Path file = Files.writeString(scratch.resolve("pipeline.yaml"), PIPELINE);
        Pipeline pipeline = PipelineFile.read(file);
        StandaloneConfig config = new StandaloneConfig(
                pipeline.name(),
                scratch.resolve("data"),
                home.resolve("plugins"),
                home.resolve("registry"),
                Optional.empty());
        try (Standalone standalone = Standalone.start(config)) {
            standalone.startTransformer(pipeline, pipeline.rules());
        }
    }

    /** Nobody answers; what a driver needs is loaded by then. */
    private static void connect(String url) {
        try {
            DriverManager.getConnection(url, "nobody", "none").close();
        } catch (SQLException expected) {
            return;
        }
    }

    private void connections() {
        DATABASES.forEach(StartRehearsal::connect);
    }

    private void ownClasses() throws IOException {
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            String name = Path.of(entry).getFileName().toString();
            if (name.startsWith("sluice-") && name.endsWith(".jar")) {
                try (JarFile jar = new JarFile(entry)) {
                    jar.stream()
                            .map(each -> each.getName())
                            .filter(each -> each.endsWith(".class") && !each.contains("-"))
                            .forEach(StartRehearsal::load);
                }
            }
        }
    }

    private static void load(String file) {
        String name = file.substring(0, file.length() - ".class".length()).replace('/', '.');
        try {
            Class<?> unused = Class.forName(name, false, StartRehearsal.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the class path has a class that cannot be loaded: " + name, e);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
