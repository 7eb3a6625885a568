package io.sluice.e2e;

import io.sluice.standalone.ConnectWorker;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A Connect worker in a process of its own. */
public final class WorkerJvm {

    private WorkerJvm() {}

    /**
     * Starts the process; when it is ready, it says where the worker listens.
     *
     * @param options of its JVM
     * @param properties of the worker
     * @param directory for {@code NAME.properties} and {@code worker-NAME.log}
     */
    public static ChildJvm start(String name, List<String> options, Map<String, String> properties, Path directory) {
        Path file = directory.resolve(name + ".properties");
        Properties written = new Properties();
        written.putAll(properties);
        try (Writer writer = Files.newBufferedWriter(file)) {
            written.store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Path log = directory.resolve("worker-" + name + ".log");
        return ChildJvm.start(options, WorkerJvm.class, List.of(file.toString()), log);
    }

    /** @param arguments the file with the worker's properties */
    public static void main(String[] arguments) throws IOException {
        Properties read = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(arguments[0]))) {
            read.load(reader);
        }
        Map<String, String> properties = new HashMap<>();
        read.stringPropertyNames().forEach(name -> properties.put(name, read.getProperty(name)));
        try (ConnectWorker worker = ConnectWorker.start(properties)) {
            ChildJvm.serve(properties.get("listeners"));
        }
        System.exit(0);
    }
}
