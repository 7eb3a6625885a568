package io.sluice.e2e.absence;

import io.sluice.e2e.ChildJvm;
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
final class WorkerOfFile {

    private static final List<String> OPTIONS = List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private WorkerOfFile() {}

    static ChildJvm start(Path directory, Map<String, String> properties) {
        Path file = directory.resolve("worker.properties");
        Properties written = new Properties();
        written.putAll(properties);
        try (Writer writer = Files.newBufferedWriter(file)) {
            written.store(writer, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ChildJvm.start(OPTIONS, WorkerOfFile.class, List.of(file.toString()), directory.resolve("worker.log"));
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
