package io.sluice.e2e.bench.load;

import io.sluice.e2e.PipelineText;
import io.sluice.e2e.TestPipeline;
import io.sluice.e2e.bench.BenchTable;
import io.sluice.e2e.bench.MemorySampler;
import io.sluice.e2e.bench.PeerContender;
import io.sluice.e2e.bench.load.LoadFigures.Moments;
import io.sluice.e2e.bench.sink.ProcessUsage;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Debezium's snapshot and Debezium's JDBC sink, until all rows are there; with a pipeline of its own. */
final class PeerLoad implements LoadContender {

    private static final Duration POLL = Duration.ofMillis(20);

    /** Rows are counted, which takes a while. */
    private static final Duration COUNT_PAUSE = Duration.ofMillis(100);

    private final TestPipeline pipeline;
    private final LoadVolume volume;

    private PeerLoad(TestPipeline pipeline, LoadVolume volume) {
        this.pipeline = pipeline;
        this.volume = volume;
    }

    static PeerLoad prepare(int rows) throws SQLException {
        TestPipeline pipeline = TestPipeline.create(PipelineText.of(BenchTable.DATABASE));
        Dataset dataset = new BenchDataset(rows);
        try (Connection mysql = pipeline.mysql()) {
            dataset.create(mysql);
            dataset.fill(mysql);
            return new PeerLoad(pipeline, LoadVolume.of(mysql, dataset));
        }
    }

    @Override
    public LoadFigures load() throws SQLException, InterruptedException {
        PeerContender peer = new PeerContender(pipeline);
        try (Connection mysql = pipeline.mysql();
                Connection postgres = pipeline.postgres()) {
            LoadTarget target = new LoadTarget(postgres, List.of(peer.table()));
            ServerCpu servers = ServerCpu.start(MySqlProcess.of("MySQL", mysql), target);
            long start = System.nanoTime();
            peer.start();
            try (MemorySampler memory = new MemorySampler(peer::process)) {
                LoadWatch watch = new LoadWatch(start, peer::isUp);
                double first = watch.await(POLL, target::hasRow);
                CpuSpent starting = servers.spent(cpuSeconds(peer));
                double all = watch.await(COUNT_PAUSE, () -> target.rows() >= volume.rows());
                CpuSpent cpu = servers.spent(cpuSeconds(peer));
                target.requireRows(peer.name(), volume.rows());
                Moments moments = new Moments(first, OptionalDouble.of(all), all);
                return new LoadFigures(peer.name(), volume, moments, starting, cpu, memory.peakMegabytes());
            } finally {
                peer.stop();
            }
        }
    }

    private static Map<String, Double> cpuSeconds(PeerContender peer) {
        return Map.of("worker", ProcessUsage.cpuSecondsWithChildren(peer.process()));
    }

    @Override
    public void close() throws SQLException {
        pipeline.close();
    }
}
