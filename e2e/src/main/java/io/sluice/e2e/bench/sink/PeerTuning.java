package io.sluice.e2e.bench.sink;

import io.sluice.e2e.bench.sink.PeerSettings.Reduction;
import io.sluice.e2e.bench.sink.PeerSettings.Statements;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Finds the peer's best settings for a workload: batch sizes first, then one by one what else may help, then batch
 * sizes once more if something did. All trials are made in one worker, after one that is not counted.
 */
final class PeerTuning {

    private static final int[] BATCH_ROWS = {500, 2_000, 5_000, 10_000};

    private final Laboratory laboratory;
    private final SinkWorkload workload;
    private final Volume volume;
    private final PrintStream progress;
    private PeerSettings best = PeerSettings.USUAL;
    private double bestRowsPerSecond;

    PeerTuning(Laboratory laboratory, SinkWorkload workload, Volume volume, PrintStream progress) {
        this.laboratory = laboratory;
        this.workload = workload;
        this.volume = volume;
        this.progress = progress;
    }

    /** @throws IllegalStateException if nothing works */
    PeerSettings find() throws SQLException, InterruptedException {
        try (Worker worker = laboratory.worker("tuning", List.of())) {
            progress.printf("  peer, warming up: %,.0f rows/s%n", trial(worker, best));
            tryOut(worker, batchSizes());
            PeerSettings sized = best;
            tryOut(worker, List.of(best.with(Reduction.ON)));
            tryOut(worker, List.of(best.with(Statements.UNNEST), best.with(Statements.REWRITTEN)));
            tryOut(worker, List.of(best.withTasks(2)));
            if (!best.equals(sized)) {
                tryOut(worker, batchSizes());
            }
        }
        if (bestRowsPerSecond == 0) {
            throw new IllegalStateException("the peer does not work with any settings");
        }
        return best;
    }

    /** The best settings so far with all other batch sizes than the one tried already. */
    private List<PeerSettings> batchSizes() {
        return IntStream.of(BATCH_ROWS)
                .filter(rows -> bestRowsPerSecond == 0 || rows != best.batchRows())
                .mapToObj(best::withBatchRows)
                .toList();
    }

    private void tryOut(Worker worker, List<PeerSettings> candidates) throws SQLException, InterruptedException {
        for (PeerSettings candidate : candidates) {
            try {
                double rowsPerSecond = trial(worker, candidate);
                progress.printf("  peer, %s: %,.0f rows/s%n", candidate, rowsPerSecond);
                if (rowsPerSecond > bestRowsPerSecond) {
                    bestRowsPerSecond = rowsPerSecond;
                    best = candidate;
                }
            } catch (Drain.FailedException e) {
                progress.printf("  peer, %s: fails: %s%n", candidate, e.getMessage());
            }
        }
    }

    private double trial(Worker worker, PeerSettings settings) throws SQLException, InterruptedException {
        laboratory.target().prepare(workload, DrainPortion.TRIAL, volume);
        Drain drain = laboratory.drain(worker, "trial");
        try {
            return drain.run(
                            new PeerSink(settings),
                            workload,
                            DrainPortion.TRIAL,
                            volume,
                            laboratory.address(workload.network()))
                    .rowsPerSecond();
        } finally {
            drain.end();
        }
    }
}
