package io.sluice.e2e.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.e2e.DatabaseServers;
import io.sluice.e2e.Exit;
import io.sluice.e2e.PipelineText;
import io.sluice.e2e.Run;
import io.sluice.e2e.Signals;
import io.sluice.e2e.SluiceProcess;
import io.sluice.e2e.Sql;
import io.sluice.e2e.TestPipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever an application does to its rows and tables, and whenever the pipeline and its databases are killed: both sides end
 * equal, and no dead letter is open. What MySQL has executed is in {@code target/random}.
 *
 * <p>The system properties {@code sluice.random.seed} and {@code sluice.random.minutes} choose another course.
 */
class RandomApplicationTest {

    private static final Duration VERIFY_MAX = Duration.ofMinutes(10);

    /** How an application and those who kill go on. */
    private record Pace(Duration betweenChanges, Duration betweenKills, int kills, boolean databasesToo) {}

    @Test
    void aMinute() throws Exception {
        endsEqual(
                Long.getLong("sluice.random.seed", 1),
                new Pace(Duration.ofSeconds(1), Duration.ofSeconds(8), 2, false));
    }

    @ParameterizedTest
    @ValueSource(longs = {101, 102, 103})
    @Tag("thorough")
    void manyMinutes(long seed) throws Exception {
        int kills = 2 * Integer.getInteger("sluice.random.minutes", 20);
        endsEqual(
                Long.getLong("sluice.random.seed", seed),
                new Pace(Duration.ofSeconds(5), Duration.ofSeconds(30), kills, true));
    }

    private static void endsEqual(long seed, Pace pace) throws Exception {
        System.err.println("random application: seed " + seed + ", " + pace);
        Path course = Path.of("target/random", "seed-" + seed + ".log");
        try (TestPipeline pipeline = TestPipeline.create(PipelineText.of("application"));
                Chronicle chronicle = Chronicle.write(course)) {
            try (Connection mysql = pipeline.mysql()) {
                RandomApplication.create(mysql);
            }
            Run first = Run.startStreaming(pipeline);
            try (RandomApplication application =
                    RandomApplication.start(pipeline::mysql, chronicle, seed, pace.betweenChanges())) {
                Run last = killed(first, pace, Chance.of(seed), chronicle);
                System.err.println("changes: " + application.stop());
                requireEqual(pipeline, last);
            } finally {
                keepLogs(pipeline, course.resolveSibling("seed-" + seed));
            }
        }
    }

    private static void keepLogs(TestPipeline pipeline, Path kept) throws IOException {
        Files.createDirectories(kept);
        try (Stream<Path> logs = Files.list(pipeline.dataDirectory().resolve("logs"))) {
            for (Path log : logs.toList()) {
                Files.copy(log, kept.resolve(log.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** The run that goes on at the end. */
    private static Run killed(Run first, Pace pace, Chance chance, Chronicle chronicle)
            throws SQLException, IOException {
        Run run = first;
        for (int i = 1; i <= pace.kills(); i++) {
            run.goesOnFor(pace.betweenKills());
            run = killed(run, pace.databasesToo() && i % 5 == 0, chance, chronicle);
        }
        run.goesOnFor(pace.betweenKills());
        return run;
    }

    /** The run that goes on in the place of the one that was killed, or the same one after the death of a database. */
    private static Run killed(Run run, boolean database, Chance chance, Chronicle chronicle)
            throws SQLException, IOException {
        if (!database) {
            chronicle.note("killer", "run");
            kill(run.process());
            return Run.start(run.pipeline());
        }
        DatabaseServers servers = DatabaseServers.shared();
        if (chance.percent(50)) {
            chronicle.note("killer", "MySQL");
            try (Connection mysql = run.pipeline().mysql()) {
                Path file = Path.of(Sql.rows(mysql, "SELECT @@pid_file").get(0));
                Signals.send("KILL", Long.parseLong(Files.readString(file).strip()));
            }
            servers.mysql().restart();
        } else {
            chronicle.note("killer", "PostgreSQL");
            try (Connection postgres = run.pipeline().postgres()) {
                Signals.send(
                        "KILL",
                        Sql.number(postgres, "SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::bigint"));
            }
            servers.postgres().restart();
        }
        return run;
    }

    private static void kill(SluiceProcess run) {
        List<ProcessHandle> children = run.handle().descendants().toList();
        run.killHard();
        await("the children of a killed run end by themselves")
                .atMost(Duration.ofSeconds(20))
                .until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
    }

    private static void requireEqual(TestPipeline pipeline, Run run) {
        run.until("it streams", () -> run.process().printed().contains("STREAMING"));
        Exit verify = pipeline.start("verify", "--json").await(VERIFY_MAX);
        String changes = pipeline.sluice("schema-changes", "list").out();
        assertThat(verify.code())
                .as("%s%n%s%n%s", verify, changes, run.process().printed())
                .isZero();
        assertThat(changes).doesNotContain("STOPPED", "RELOAD_WANTED");
        assertThat(pipeline.sluice("dead-letters", "list", "--json").json().get("letters"))
                .isEmpty();
    }
}
