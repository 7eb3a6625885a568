package io.sluice.demo.server;

import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A server that does not outlive this JVM: it is stopped by {@link #close()}, and also when the JVM ends in any other
 * way, including {@code kill -9} (see {@code guard.sh}).
 */
public final class ServerProcess implements AutoCloseable {
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);

    /** For a server on a slow disk, which initializes its files first. */
    private static final Duration START_PATIENCE = Duration.ofSeconds(90);

    private static final long PAUSE_MILLIS = 50;

    private static final String GUARD_NAME = "guard.sh";

    private final Process guard;
    private final Path log;

    private ServerProcess(Process guard, Path log) {
        this.guard = guard;
        this.log = log;
    }

    /**
     * Starts it.
     *
     * @param stopSignal the signal that makes this server stop cleanly and at once, without its SIG prefix
     * @param log the file to which the server's output is appended
     */
    public static ServerProcess start(String stopSignal, List<String> command, Path log) {
        var guarded = new ArrayList<>(List.of("/bin/sh", "-c", GUARD, GUARD_NAME, stopSignal));
        guarded.addAll(command);
        try {
            Process guard = new ProcessBuilder(guarded)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            return new ServerProcess(guard, log);
        } catch (IOException e) {
            throw new SluiceException(
                    ExitCode.UNREACHABLE, "Cannot start " + command.get(0) + ": " + e.getMessage() + ".", e);
        }
    }

    /** Whether a process ends a server by the signal that it needs, once this JVM has ended. */
    public static boolean isGuard(ProcessHandle process) {
        return process.info().arguments().stream()
                .anyMatch(arguments -> List.of(arguments).contains(GUARD_NAME));
    }

    public boolean isAlive() {
        return guard.isAlive();
    }

    /**
     * Waits until the server answers; stops it if it does not.
     *
     * @param refusal the reason why it does not answer yet, empty when it does; called repeatedly
     * @throws SluiceException if it ends, or does not answer in time
     */
    public void awaitAnswer(String name, Supplier<String> refusal) {
        try {
            long deadline = System.nanoTime() + START_PATIENCE.toNanos();
            for (String answer = refusal.get(); !answer.isEmpty(); answer = refusal.get()) {
                if (!isAlive()) {
                    throw notStarted(name + " stopped at once: " + lastError());
                }
                if (System.nanoTime() > deadline) {
                    throw notStarted(name + " did not answer within " + START_PATIENCE.toSeconds() + " s: " + answer);
                }
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            throw new SluiceException(ExitCode.UNREACHABLE, "Interrupted while " + name + " started.", e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private SluiceException notStarted(String what) {
        return new SluiceException(ExitCode.UNREACHABLE, what + " (see " + log + ").");
    }

    private String lastError() {
        try {
            return Files.readAllLines(log).stream()
                    .filter(line -> line.contains("[ERROR]") || line.contains("FATAL"))
                    .reduce("no reason given", (first, second) -> second);
        } catch (IOException e) {
            return "no log";
        }
    }

    /** Stops the server and waits for its end; kills it if it does not stop within 30 s. */
    @Override
    public void close() {
        List<ProcessHandle> family = guard.descendants().toList();
        try {
            guard.getOutputStream().close();
            if (guard.waitFor(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                return;
            }
        } catch (IOException e) {
            // The guard and its end of the pipe are gone already, so the server can only be killed.
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
