package io.sluice.demo.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServersAfterKillTest {
    @TempDir
    Path directory;

    @Test
    void noServerOutlivesAKilledRunAndTheNextStarts() throws Exception {
        Process run = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServersUntilKilled.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var output = run.inputReader(StandardCharsets.UTF_8)) {
            assertThat(output.readLine()).startsWith(ServersUntilKilled.READY);
            assertThat(Processes.naming(directory)).isNotEmpty();
        } finally {
            run.destroyForcibly().waitFor();
        }

        // At once, while the servers of the killed run are still stopping.
        LocalPostgres.start(directory.resolve("postgres"), line -> {}).close();
        LocalMySql.start(directory.resolve("mysql"), line -> {}).close();
        for (ProcessHandle process : Processes.naming(directory)) {
            process.onExit().get(20, TimeUnit.SECONDS);
        }
    }
}
