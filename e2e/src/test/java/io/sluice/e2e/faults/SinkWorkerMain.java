package io.sluice.e2e.faults;

import io.sluice.standalone.ConnectWorker;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** A Connect worker as a process of its own. It ends when its standard input does: not later than its parent. */
final class SinkWorkerMain {

    private SinkWorkerMain() {}

    /** @param arguments the file with the worker's properties */
    public static void main(String[] arguments) throws IOException {
        ConnectWorker worker = ConnectWorker.start(read(Path.of(arguments[0])));
        System.out.println(SinkWorker.READY);
        while (System.in.read() >= 0) {
            // Nobody writes to it.
        }
        worker.close();
        Runtime.getRuntime().halt(0);
    }

    private static Map<String, String> read(Path file) throws IOException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }
}
