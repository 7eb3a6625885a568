package io.sluice.e2e.bench;

import io.sluice.e2e.bench.LatencyProbe.Latency;
import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;

/** The measurements of one contender, in the one order that they are possible in. */
record PipelineMeasurements(PipelineContender contender, int rows, int changes, PrintStream progress) {

    private static final long POLL_MILLIS = 100;

    PipelineFigures run() throws SQLException, InterruptedException {
        try (Connection mysql = contender.pipeline().mysql();
                Connection postgres = contender.pipeline().postgres()) {
            BenchTable table = BenchTable.create(mysql);
            TargetWatch target = new TargetWatch(contender, postgres);
            say("filling %,d rows".formatted(rows));
            table.fill(rows);

            long start = System.nanoTime();
            contender.start();
            try (MemorySampler memory = new MemorySampler(contender::process)) {
                long up = awaitUp();
                say("up after %.1f s".formatted(seconds(start, up)));
                double load = rows / seconds(up, target.awaitRows(rows));
                target.expectRows(rows);
                say("load at %,.0f rows/s".formatted(load));
                double stream = drain(table, target);
                say("stream at %,.0f changes/s".formatted(stream));
                Latency latency = new LatencyProbe(table, target, target.highest() + 1).measure();
                contender.stop();
                return new PipelineFigures(
                        contender.name(),
                        seconds(start, up),
                        load,
                        stream,
                        latency.p50Millis(),
                        latency.p99Millis(),
                        memory.peakMegabytes());
            }
        }
    }

    /** Changes made while the contender is stopped, timed from the first that arrives to the last. */
    private double drain(BenchTable table, TargetWatch target) throws SQLException, InterruptedException {
        contender.stop();
        long last = rows;
        say("writing a backlog of %,d changes".formatted(changes));
        for (int i = 0; i < changes / BenchTable.CHANGES_PER_TRANSACTION; i++) {
            table.change(last);
            last += BenchTable.INSERTED;
        }
        contender.start();
        long first = target.awaitKey(rows + 1);
        return changes / seconds(first, target.awaitKey(last));
    }

    private long awaitUp() throws InterruptedException {
        while (!contender.isUp()) {
            Thread.sleep(POLL_MILLIS);
        }
        return System.nanoTime();
    }

    private static double seconds(long fromNanos, long toNanos) {
        return (toNanos - fromNanos) / 1e9;
    }

    private void say(String message) {
        progress.println(contender.name() + ": " + message);
    }
}
