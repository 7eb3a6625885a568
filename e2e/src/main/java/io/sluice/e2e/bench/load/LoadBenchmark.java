package io.sluice.e2e.bench.load;

import io.sluice.e2e.bench.Descendants;
import io.sluice.e2e.bench.load.LoadOptions.Contender;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures the first filling of PostgreSQL by Sluice and, in the same run, by pgloader, which fills no topics and follows
 * no log, and by Debezium with its JDBC sink. Absolute figures are this machine's; ratios carry over. {@code e2e/bench load}
 * starts it.
 */
public final class LoadBenchmark {

    private final LoadOptions options;

    private LoadBenchmark(LoadOptions options) {
        this.options = options;
    }

    public static void main(String[] arguments) throws SQLException, InterruptedException {
        Locale.setDefault(Locale.ROOT);
        LoadOptions options = options(arguments);
        Descendants.endWithThisProcess();
        try {
            new LoadBenchmark(options).run();
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static LoadOptions options(String[] arguments) {
        try {
            return LoadOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(LoadOptions.USAGE);
            System.exit(2);
            throw e;
        }
    }

    private void run() throws SQLException, InterruptedException {
        for (Dataset dataset : options.datasets()) {
            System.out.println(dataset.title());
            List<LoadFigures> figures = new ArrayList<>(new LoadComparison(dataset, options, System.err).run());
            if (options.has(Contender.PEER) && dataset instanceof BenchDataset) {
                figures.add(peer());
            }
            LoadReport.lines(figures).forEach(System.out::println);
        }
    }

    /** Once: it takes long, and its rate does not depend on the number of rows. */
    private LoadFigures peer() throws SQLException, InterruptedException {
        try (PeerLoad peer = PeerLoad.prepare(options.peerRows())) {
            return peer.load();
        }
    }
}
