package io.sluice.e2e.bench.busy;

import io.sluice.e2e.Exit;
import io.sluice.e2e.PipelineText;
import io.sluice.e2e.SluiceProcess;
import io.sluice.e2e.TestPipeline;
import io.sluice.e2e.bench.BenchTable;
import io.sluice.e2e.bench.Descendants;
import io.sluice.e2e.bench.busy.SteadyWriter.Rate;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;

/**
 * What a load and a reload cost the application: how long its transactions on MySQL take alone, and beside each. At the end both
 * sides have to be equal. {@code e2e/bench busy} starts it.
 */
public final class BusyTable {

    private static final int ROWS_PRESET = 1_000_000;
    private static final Rate DURING_LOAD = new Rate(500, 1);
    private static final Rate DURING_RELOAD = new Rate(200, 10);
    private static final Duration ALONE = Duration.ofSeconds(20);
    private static final Duration LIMIT = Duration.ofMinutes(20);

    private final TestPipeline pipeline;
    private final int rows;

    private BusyTable(TestPipeline pipeline, int rows) {
        this.pipeline = pipeline;
        this.rows = rows;
    }

    /** @param arguments the number of rows; none for 1,000,000 */
    public static void main(String[] arguments) throws SQLException, InterruptedException {
        Locale.setDefault(Locale.ROOT);
        Descendants.endWithThisProcess();
        int rows = arguments.length == 0 ? ROWS_PRESET : Integer.parseInt(arguments[0]);
        try (TestPipeline pipeline = TestPipeline.create(PipelineText.of(BenchTable.DATABASE))) {
            new BusyTable(pipeline, rows).run();
        }
    }

    /** What somebody waits for. */
    private interface Work {
        void done() throws InterruptedException;
    }

    private void run() throws SQLException, InterruptedException {
        try (Connection mysql = pipeline.mysql()) {
            BenchTable.create(mysql).fill(rows);
        }
        System.out.printf(
                "%-40s %10s %10s %10s %12s%n", "transactions on MySQL", "p50, ms", "p99, ms", "longest", "seconds");
        Work nothing = () -> Thread.sleep(ALONE.toMillis());
        measure("alone", DURING_LOAD, nothing);
        SluiceProcess run = pipeline.start("run");
        try {
            measure("beside the load", DURING_LOAD, run::awaitStreaming);
            measure("alone, streaming", DURING_RELOAD, nothing);
            measure("beside the reload", DURING_RELOAD, this::reload);
            Exit verify = pipeline.sluice("verify", "--json");
            System.out.printf(
                    "verify ends with %d: %d differences, %d dead letters%n",
                    verify.code(),
                    verify.json().path("differences").asLong(),
                    verify.json().path("deadLetters").asLong());
        } finally {
            run.stop();
        }
    }

    private void measure(String what, Rate rate, Work work) throws InterruptedException {
        long start = System.nanoTime();
        try (SteadyWriter writer = SteadyWriter.start(pipeline, rows, rate)) {
            work.done();
            double seconds = (System.nanoTime() - start) / 1e9;
            TransactionTimes times = writer.stop();
            System.out.printf(
                    "%-40s %10.2f %10.2f %10.2f %12.1f%n",
                    "%s, %d changes/s".formatted(what, Math.round(times.count() * rate.changes() / seconds)),
                    times.millis(0.5),
                    times.millis(0.99),
                    times.millis(1),
                    seconds);
        }
    }

    private void reload() {
        Exit reload = pipeline.start("reload", BenchTable.DATABASE + "." + BenchTable.NAME)
                .await(LIMIT);
        if (reload.code() != 0) {
            throw new IllegalStateException("sluice reload ended with " + reload);
        }
    }
}
