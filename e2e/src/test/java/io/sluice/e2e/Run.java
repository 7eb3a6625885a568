package io.sluice.e2e;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.assertj.core.api.Assertions;

/** What tests wait for while {@code sluice run} goes on; they give up at once when it has ended. */
public record Run(TestPipeline pipeline, SluiceProcess process) {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    public static Run start(TestPipeline pipeline, String... options) {
        return new Run(pipeline, pipeline.start("run", options));
    }

    /** Starts a run and returns when the load is done and changes are being applied. */
    public static Run startStreaming(TestPipeline pipeline) {
        Run run = start(pipeline);
        run.until("it streams", () -> run.process().printed().contains("STREAMING"));
        return run;
    }

    public void until(String what, Callable<Boolean> reached) {
        await(what).pollInterval(Duration.ofMillis(20)).atMost(PATIENCE).until(() -> {
            boolean alive = process.isAlive();
            if (reached.call()) {
                return true;
            }
            Assertions.assertThat(alive)
                    .as("run goes on until %s: %s", what, process.printed())
                    .isTrue();
            return false;
        });
    }

    /** Waits, at most for the given time, for what is to be reached while the run goes on: it is not over even then. */
    public void goesOnUntil(String what, Duration patience, Callable<Boolean> reached) {
        await(what).pollInterval(Duration.ofMillis(100)).atMost(patience).until(() -> {
            boolean alive = process.isAlive();
            boolean there = reached.call();
            Assertions.assertThat(alive)
                    .as("run goes on until %s: %s", what, process.printed())
                    .isTrue();
            return there;
        });
    }

    /** Waits for the given time, in which the run must not end. */
    public void goesOnFor(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        goesOnUntil("the time is over", time.plusMinutes(1), () -> System.nanoTime() >= end);
    }

    /** Waits until a query to PostgreSQL gives these rows, their columns separated by {@code |}. */
    void untilTarget(String query, String... rows) throws SQLException {
        try (Connection postgres = pipeline.postgres()) {
            await(query)
                    .pollInterval(Duration.ofMillis(50))
                    .atMost(Duration.ofSeconds(40))
                    .untilAsserted(() -> {
                        Assertions.assertThat(process.isAlive())
                                .as(process.printed())
                                .isTrue();
                        Assertions.assertThat(Sql.rows(postgres, query)).containsExactly(rows);
                    });
        }
    }
}
