package io.sluice.e2e.bench.sink;

import io.sluice.e2e.bench.sink.Options.Field;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One workload: its topics are filled, the peer's settings found, and then the sinks take turns. */
final class SinkComparison {

    private final Laboratory laboratory;
    private final Options options;
    private final SinkWorkload workload;
    private final Volume volume;
    private final PrintStream progress;
    private final List<DrainFigures> sluice = new ArrayList<>();
    private final List<DrainFigures> peer = new ArrayList<>();
    private final List<Double> limits = new ArrayList<>();

    SinkComparison(Laboratory laboratory, Options options, SinkWorkload workload, PrintStream progress) {
        this.laboratory = laboratory;
        this.options = options;
        this.workload = workload;
        this.volume = options.volume().of(workload);
        this.progress = progress;
    }

    Result run(TopicFiller filler) throws SQLException, InterruptedException, IOException {
        progress.printf("%s: filling with %,d changes%n", workload.label(), volume.rows());
        Map<DrainPortion, Content> expected = new EnumMap<>(DrainPortion.class);
        for (DrainPortion portion : DrainPortion.values()) {
            expected.put(portion, filler.fill(workload, portion, volume));
        }
        Optional<PeerSettings> settings = options.field() == Field.SLUICE
                ? Optional.empty()
                : Optional.of(new PeerTuning(laboratory, workload, volume, progress).find());
        for (int round = 1; round <= options.rounds(); round++) {
            if (options.field() != Field.PEER) {
                sluice.add(measure(new SluiceSink(), DrainPortion.WHOLE, expected, profiling(round)));
                limit();
            }
            if (settings.isPresent()) {
                peer.add(measure(new PeerSink(settings.get()), DrainPortion.PEER, expected, List.of()));
            }
        }
        for (DrainPortion portion : DrainPortion.values()) {
            laboratory.target().drop(workload, portion);
        }
        return new Result(workload, sluice, peer, settings, limits);
    }

    private DrainFigures measure(
            SinkContender contender, DrainPortion portion, Map<DrainPortion, Content> expected, List<String> jvmOptions)
            throws SQLException, InterruptedException {
        laboratory.target().prepare(workload, portion, volume);
        DrainFigures figures;
        try (Worker worker = laboratory.worker(workload.label(), jvmOptions)) {
            figures = laboratory
                    .drain(worker, "drain")
                    .run(contender, workload, portion, volume, laboratory.address(workload.network()));
        }
        progress.printf("  %s: %s%n", contender.label(), figures);
        check(contender, portion, expected.get(portion));
        return figures;
    }

    private void check(SinkContender contender, DrainPortion portion, Content expected) throws SQLException {
        Content found = laboratory.target().content(workload, portion);
        if (!found.equals(expected)) {
            throw new IllegalStateException(
                    contender.label() + " left " + found + " in " + workload.label() + " instead of " + expected);
        }
    }

    /** While the rows are there that Sluice has brought. */
    private void limit() throws SQLException, IOException {
        if (workload.mix() == Mix.SNAPSHOT) {
            limits.add(new CopyLimit(laboratory.target(), workload).measure());
            progress.printf("  COPY: %,.0f rows/s%n", limits.get(limits.size() - 1));
        }
    }

    private List<String> profiling(int round) throws IOException {
        if (options.profile().isEmpty()) {
            return List.of();
        }
        Path directory = Files.createDirectories(options.profile().get());
        Path file = directory.resolve(workload.label() + "-" + round + ".jfr");
        return List.of(
                "-Xlog:jfr+startup=off", "-XX:StartFlightRecording=settings=profile,dumponexit=true,filename=" + file);
    }
}
