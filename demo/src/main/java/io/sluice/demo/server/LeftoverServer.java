package io.sluice.demo.server;

import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server that a killed run left in a directory, found by its pid file. */
final class LeftoverServer {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private LeftoverServer() {}

    /**
     * Stops it if it still runs, and removes the pid file. Another process may have the pid by now, so only a process
     * whose command line names the data directory is stopped.
     */
    static void stop(Path pidFile, Path dataDirectory) {
        try {
            if (Files.notExists(pidFile)) {
                return;
            }
            String pid =
                    Files.readString(pidFile).lines().findFirst().orElse("").strip();
            if (pid.matches("[0-9]{1,18}")) {
                ProcessHandle.of(Long.parseLong(pid))
                        .filter(process -> commandLine(process).contains(dataDirectory.toString()))
                        .ifPresent(LeftoverServer::stop);
            }
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw new SluiceException(
                    ExitCode.UNREACHABLE, "Cannot read " + pidFile + ": make it readable or delete it.", e);
        }
    }

    // ProcessHandle has no command line if it is longer than a page, so it is read from /proc on Linux.
    private static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
        } catch (IOException e) {
            return process.info().commandLine().orElse("");
        }
    }

    private static void stop(ProcessHandle server) {
        server.destroy();
        try {
            server.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            server.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
