package io.sluice.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KilledRunTest {

    @TempDir
    Path directory;

    private Process run;
    private int schemaId;

    @BeforeEach
    void startRunInItsOwnProcess() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        run = new ProcessBuilder(java, "-cp", classPath, KilledRun.class.getName(), directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader output = run.inputReader();
        String line = output.readLine();
        while (!line.startsWith(KilledRun.READY)) {
            line = output.readLine();
        }
        schemaId = Integer.parseInt(line.substring(KilledRun.READY.length()));
    }

    @AfterEach
    void killRun() throws Exception {
        run.destroyForcibly().waitFor();
    }

    @Test
    void aSecondRunOnTheSameDirectoryIsRefused() {
        assertThatThrownBy(() -> PlainStandalone.start(directory))
                .isInstanceOf(StandaloneException.class)
                .hasMessageContaining("in use by another run (pid " + run.pid() + ")");
    }

    @Test
    void theNextRunGoesOnWhereTheKilledOneWas() throws Exception {
        killAndGoOn();
    }

    /** What was under way at the kill is another thing each time. */
    @RepeatedTest(5)
    @Tag("thorough")
    void theNextRunGoesOnWhereverTheKilledOneWas() throws Exception {
        killAndGoOn();
    }

    private void killAndGoOn() throws Exception {
        RunningPipeline running = RunningPipeline.find(directory).orElseThrow();
        assertThat(running.pid()).isEqualTo(run.pid());
        ProcessHandle registry = run.children().findFirst().orElseThrow();

        killRun();

        await().atMost(Duration.ofSeconds(2)).until(() -> hasEnded(registry));
        assertThat(RunningPipeline.find(directory)).isEmpty();
        try (Standalone next = PlainStandalone.start(directory)) {
            Traffic traffic = new Traffic(next.servers());
            assertThat(traffic.consume(KilledRun.TOPIC, 1)).containsExactly("before");
            assertThat(traffic.registerSchema(KilledRun.SUBJECT, "double")).isEqualTo(schemaId);
            traffic.produceInTransaction(KilledRun.TOPIC, "after");
            assertThat(traffic.consume(KilledRun.TOPIC, 2)).containsExactly("before", "after");
            assertThatTransactionsAreWhole(traffic);
        }
    }

    /** As when the machine is moved to another host, or sleeps: a connector that starts anew begins its snapshot again. */
    @Test
    void aPauseOfTheWholeProcessCostsTheWorkerNothing() throws Exception {
        Traffic traffic =
                new Traffic(RunningPipeline.find(directory).orElseThrow().servers());
        List<String> members = traffic.workers();

        signal("STOP");
        TimeUnit.SECONDS.sleep(5);
        signal("CONT");

        assertThat(members).hasSize(1);
        await().during(Duration.ofSeconds(2))
                .untilAsserted(() -> assertThat(traffic.workers()).isEqualTo(members));
    }

    private void signal(String name) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(run.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    /** Those that were being committed when the run was killed are there in both topics, or in none. */
    private static void assertThatTransactionsAreWhole(Traffic traffic) {
        List<Set<String>> committed = new ArrayList<>();
        for (String topic : KilledRun.PAIR) {
            traffic.produceInTransaction(topic, "end");
            committed.add(Set.copyOf(traffic.consumeUntil(topic, "end")));
        }
        assertThat(committed.get(0)).hasSizeGreaterThan(1).isEqualTo(committed.get(1));
    }

    /** A dead process may stay in the table until its foster parent collects it; it has no program any more then. */
    private static boolean hasEnded(ProcessHandle process) {
        return !process.isAlive() || process.info().command().isEmpty();
    }
}
