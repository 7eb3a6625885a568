package io.sluice.e2e.random;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Every statement with its time and what MySQL answered, in a file that a failure is read from. Thread-safe. */
final class Chronicle implements AutoCloseable {

    private final PrintWriter file;

    private Chronicle(PrintWriter file) {
        this.file = file;
    }

    static Chronicle write(Path path) throws IOException {
        Files.createDirectories(path.getParent());
        return new Chronicle(new PrintWriter(Files.newBufferedWriter(path), true));
    }

    synchronized void note(String who, String what) {
        file.println(Instant.now() + " " + who + ": " + what);
    }

    @Override
    public synchronized void close() {
        file.close();
    }
}
