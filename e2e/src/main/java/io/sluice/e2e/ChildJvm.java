package io.sluice.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A JVM with the classes of this one. Its program says one line on standard output when it is ready, and ends with its
 * standard input: when {@link #close} closes that, or this process has ended.
 */
public final class ChildJvm implements AutoCloseable {

    private static final String READY = "ready: ";
    private static final long PATIENCE_SECONDS = 30;

    private final Process process;
    private final String ready;

    private ChildJvm(Process process, String ready) {
        this.process = process;
        this.ready = ready;
    }

    /** @param log where what it says on standard error is added */
    public static ChildJvm start(List<String> options, Class<?> program, List<String> arguments, Path log) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-Dsluice.home=" + System.getProperty("sluice.home"));
        command.add("-Dlogback.configurationFile=io/sluice/e2e/bench/peer-logback.xml");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            return new ChildJvm(
                    process,
                    awaitReady(process)
                            .orElseThrow(() ->
                                    new IllegalStateException(program.getSimpleName() + " did not start; see " + log)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The JVM itself may have something to say before, on the same stream. */
    private static Optional<String> awaitReady(Process process) throws IOException {
        BufferedReader out = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        String line = out.readLine();
        while (line != null && !line.startsWith(READY)) {
            line = out.readLine();
        }
        return Optional.ofNullable(line).map(said -> said.substring(READY.length()));
    }

    /** For the program itself: says that it is ready, and returns when it is to end. */
    public static void serve(String ready) throws IOException {
        System.out.println(READY + ready);
        System.out.flush();
        while (System.in.read() >= 0) {
            // Nothing is ever said to it.
        }
    }

    /** What it said when it was ready. */
    public String ready() {
        return ready;
    }

    public long pid() {
        return process.pid();
    }

    /** SIGKILL. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGSTOP: the process stands still, and its connections stay. */
    public void suspend() {
        Signals.send("STOP", process.pid());
    }

    /** SIGCONT. */
    public void wake() {
        Signals.send("CONT", process.pid());
    }

    /** Lets it end by itself; one that takes long is killed. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (IOException e) {
            // It has gone, and its end of the pipe with it.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.destroyForcibly();
    }
}
