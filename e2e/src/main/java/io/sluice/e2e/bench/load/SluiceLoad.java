package io.sluice.e2e.bench.load;

import io.sluice.demo.server.Directories;
import io.sluice.e2e.SluiceProcess;
import io.sluice.e2e.Sql;
import io.sluice.e2e.TestPipeline;
import io.sluice.e2e.bench.MemorySampler;
import io.sluice.e2e.bench.load.LoadFigures.Moments;
import io.sluice.e2e.bench.sink.ProcessUsage;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** {@code sluice run}, as users start it, until it says that the tables are loaded and in step. */
final class SluiceLoad implements LoadContender {

    private static final Duration POLL = Duration.ofMillis(20);

    /** What the sink has written: much cheaper than to count the rows, which is done at the end. */
    private static final String ROWS = "SELECT coalesce(sum(snapshot_rows), 0) FROM sluice.sink_offset";

    private final TestPipeline pipeline;
    private final Dataset dataset;
    private final LoadVolume volume;
    private final MySqlProcess mysql;

    SluiceLoad(TestPipeline pipeline, Dataset dataset, LoadVolume volume, MySqlProcess mysql) {
        this.pipeline = pipeline;
        this.dataset = dataset;
        this.volume = volume;
        this.mysql = mysql;
    }

    @Override
    public LoadFigures load() throws SQLException, InterruptedException {
        try (Connection postgres = pipeline.postgres()) {
            beginAnew(postgres);
            LoadTarget target = LoadTarget.of(postgres, dataset);
            ServerCpu servers = ServerCpu.start(mysql, target);
            long start = System.nanoTime();
            SluiceProcess run = pipeline.start("run");
            try (MemorySampler memory = new MemorySampler(run::handle)) {
                LoadWatch watch = new LoadWatch(start, run::requireAlive);
                double first = watch.await(POLL, target::hasRow);
                CpuSpent starting = servers.spent(cpuSeconds(run.handle()));
                double all = watch.await(POLL, () -> Sql.number(postgres, ROWS) >= volume.rows());
                double done = watch.await(POLL, () -> run.printed().contains("STREAMING"));
                CpuSpent cpu = servers.spent(cpuSeconds(run.handle()));
                target.requireRows("Sluice", volume.rows());
                Moments moments = new Moments(first, OptionalDouble.of(all), done);
                return new LoadFigures("Sluice", volume, moments, starting, cpu, memory.peakMegabytes());
            } finally {
                run.stop();
            }
        }
    }

    private void beginAnew(Connection postgres) throws SQLException {
        Directories.delete(pipeline.dataDirectory());
        Sql.execute(
                postgres,
                "DROP SCHEMA IF EXISTS sluice, " + dataset.database() + " CASCADE",
                // What earlier rounds have left to be written is not this one's.
                "CHECKPOINT");
    }

    private static Map<String, Double> cpuSeconds(ProcessHandle run) {
        Map<String, Double> seconds = new LinkedHashMap<>();
        double own = ProcessUsage.cpuSeconds(run.pid());
        seconds.put("sluice run", own);
        seconds.put("its registry", ProcessUsage.cpuSecondsWithChildren(run) - own);
        return seconds;
    }

    @Override
    public void close() {
        // Each load has ended its process; the pipeline is the caller's.
    }
}
