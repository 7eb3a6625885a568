package io.sluice.standalone;

import io.sluice.core.retry.Backoff;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Apicurio Registry in a process of its own, which ends when this one does.
 *
 * <p>If it ends by itself, it is restarted a few times, on the same port and with the same schemas.
 */
public final class RegistryProcess implements AutoCloseable {

    /** The Confluent API, below the registry's address. */
    static final String API = "/apis/ccompat/v7";

    private static final Logger LOG = LoggerFactory.getLogger(RegistryProcess.class);
    private static final int RESTARTS_MAX = 5;
    private static final Backoff PAUSES = Backoff.doubling(Duration.ofMillis(100), Duration.ofMillis(1_600));

    /** After a run of this length, its earlier ends are no longer counted. */
    private static final Duration STABLE_AFTER = Duration.ofMinutes(10);

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(5);
    private static final long LOG_BYTES_MAX = 16L * 1024 * 1024;

    private final DataDirectory data;
    private final Path program;
    private final int port;
    private final Consumer<StandaloneException> onFailure;
    private Process process;
    private long spawnedNanos;
    private int restarts;
    private boolean closing;

    private RegistryProcess(DataDirectory data, Path program, int port, Consumer<StandaloneException> onFailure) {
        this.data = data;
        this.program = program;
        this.port = port;
        this.onFailure = onFailure;
    }

    /**
     * Starts the registry and does not wait until it is ready; see {@link #awaitReady}.
     *
     * @param onFailure called, on another thread, when the registry has ended too often
     */
    public static RegistryProcess launch(
            DataDirectory data, Path program, int port, Consumer<StandaloneException> onFailure) {
        RegistryProcess registry = new RegistryProcess(data, program, port, onFailure);
        registry.spawn();
        return registry;
    }

    private synchronized void spawn() {
        try {
            Files.createDirectories(data.registry().resolve("tmp"));
            Path log = turnLog();
            ProcessBuilder builder = new ProcessBuilder(RegistryCommand.of(program, port))
                    .directory(data.registry().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            // The environment could override its settings, and may contain the user's secrets.
            builder.environment().clear();
            builder.environment().put("MALLOC_ARENA_MAX", "2");
            process = builder.start();
            spawnedNanos = System.nanoTime();
        } catch (IOException e) {
            throw new StandaloneException(
                    "The schema registry could not be started (" + e + "); see " + log() + ".", e);
        }
        var unused = process.onExit().thenAccept(this::ended);
    }

    private Path log() {
        return data.logs().resolve("registry.log");
    }

    private Path turnLog() throws IOException {
        if (Files.exists(log()) && Files.size(log()) > LOG_BYTES_MAX) {
            Files.move(log(), data.logs().resolve("registry.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        return log();
    }

    private synchronized void ended(Process which) {
        if (closing) {
            return;
        }
        if (System.nanoTime() - spawnedNanos > STABLE_AFTER.toNanos()) {
            restarts = 0;
        }
        if (restarts == RESTARTS_MAX) {
            onFailure.accept(new StandaloneException("The schema registry ended " + (restarts + 1)
                    + " times in a row (exit status " + which.exitValue() + "); see " + log() + "."));
            return;
        }
        restarts++;
        long pauseMillis = PAUSES.after(restarts).toMillis();
        LOG.warn("The schema registry ended with status {}; starting it again.", which.exitValue());
        var unused = CompletableFuture.runAsync(
                this::respawn, CompletableFuture.delayedExecutor(pauseMillis, TimeUnit.MILLISECONDS));
    }

    private synchronized void respawn() {
        if (closing) {
            return;
        }
        try {
            spawn();
        } catch (StandaloneException e) {
            onFailure.accept(e);
        }
    }

    /** Returns when the registry answers on its Confluent API. */
    public void awaitReady() {
        URI subjects = URI.create("http://" + Ports.HOST + ":" + port + API + "/subjects");
        if (!Readiness.await(subjects, this::gaveUp)) {
            throw new StandaloneException("The schema registry did not start; see " + log() + ".");
        }
    }

    private synchronized boolean gaveUp() {
        return closing || (restarts == RESTARTS_MAX && !process.isAlive());
    }

    @Override
    public void close() {
        Process last;
        synchronized (this) {
            closing = true;
            last = process;
        }
        last.destroy();
        try {
            if (last.waitFor(STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        last.destroyForcibly();
    }
}
