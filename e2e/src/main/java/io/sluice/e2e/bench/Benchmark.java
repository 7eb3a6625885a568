package io.sluice.e2e.bench;

import io.sluice.e2e.PipelineText;
import io.sluice.e2e.TestPipeline;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * Measures Sluice and, in the same run and on the same servers, Debezium with Debezium's JDBC sink. Absolute figures
 * are this machine's; ratios carry over. {@code e2e/bench} starts it.
 */
public final class Benchmark {

    private static final String USAGE = "usage: e2e/bench [--rows N] [--changes N] [--only sluice|peer]";

    private int rows = 1_000_000;
    private int changes = 300_000;
    private String only = "";

    private Benchmark() {}

    public static void main(String[] arguments) throws SQLException, InterruptedException {
        Locale.setDefault(Locale.ROOT);
        Benchmark benchmark = new Benchmark();
        if (arguments.length % 2 != 0) {
            System.err.println(USAGE);
            System.exit(2);
        }
        for (int i = 0; i < arguments.length; i += 2) {
            benchmark.set(arguments[i], arguments[i + 1]);
        }
        Descendants.endWithThisProcess();
        try {
            benchmark.run();
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private void set(String option, String value) {
        switch (option) {
            case "--rows" -> rows = Integer.parseInt(value);
            case "--changes" -> changes = Integer.parseInt(value);
            case "--only" -> only = value;
            default -> {
                System.err.println(USAGE);
                System.exit(2);
            }
        }
    }

    private void run() throws SQLException, InterruptedException {
        List<PipelineFigures> figures = new ArrayList<>();
        if (!only.equals("peer")) {
            figures.add(measure(SluiceContender::new));
        }
        if (!only.equals("sluice")) {
            figures.add(measure(PeerContender::new));
        }
        PipelineFigures.table(figures).forEach(System.out::println);
    }

    private PipelineFigures measure(Function<TestPipeline, PipelineContender> entry)
            throws SQLException, InterruptedException {
        try (TestPipeline pipeline = TestPipeline.create(PipelineText.of(BenchTable.DATABASE))) {
            PipelineContender contender = entry.apply(pipeline);
            try {
                return new PipelineMeasurements(contender, rows, changes, System.err).run();
            } finally {
                contender.stop();
            }
        }
    }
}
