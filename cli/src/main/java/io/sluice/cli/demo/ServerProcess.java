package io.sluice.cli.demo;

import io.sluice.cli.ExitCode;
import io.sluice.cli.SluiceException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server that lives no longer than this JVM: it is stopped by {@link #close()}, and also when the JVM ends in any
 * other way, {@code kill -9} included (see {@code guard.sh}).
 */
final class ServerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process guard;

    private ServerProcess(Process guard) {
        this.guard = guard;
    }

    /**
     * @param stopSignal the signal that makes this server stop cleanly and at once, without its SIG prefix
     * @param log where the server's output goes; what was there is kept
     */
    static ServerProcess start(String stopSignal, List<String> command, Path log) {
        var guarded = new ArrayList<>(List.of("/bin/sh", "-c", GUARD, "guard.sh", stopSignal));
        guarded.addAll(command);
        try {
            return new ServerProcess(new ProcessBuilder(guarded)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start());
        } catch (IOException e) {
            throw new SluiceException(
                    ExitCode.UNREACHABLE, "Cannot start " + command.get(0) + ": " + e.getMessage() + ".", e);
        }
    }

    boolean isAlive() {
        return guard.isAlive();
    }

    /** Stops the server and waits until it is gone; one that does not stop within 30 s is killed. */
    @Override
    public void close() {
        List<ProcessHandle> family = guard.descendants().toList();
        try {
            guard.getOutputStream().close();
            if (guard.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                return;
            }
        } catch (IOException e) {
            // The guard is gone already, and so is its end of the pipe: there is only the killing left to do.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        family.forEach(ProcessHandle::destroyForcibly);
        guard.destroyForcibly();
    }

    private static final String GUARD = readGuard();

    private static String readGuard() {
        try (InputStream script = ServerProcess.class.getResourceAsStream("guard.sh")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
