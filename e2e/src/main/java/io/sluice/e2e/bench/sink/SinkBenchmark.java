package io.sluice.e2e.bench.sink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Measures Sluice's sink and, in the same run, alternating, from the same changes into the same PostgreSQL, Debezium's
 * JDBC sink with the best settings for each workload. Each drain has a worker of its own, with the same memory.
 * Absolute figures are this machine's; ratios carry over. {@code e2e/bench sink} starts it.
 *
 * <p>Sluice drains all changes. The peer is measured with the first of them only, which takes it longer. Both have to leave
 * the tables as they should be.
 */
public final class SinkBenchmark {

    private SinkBenchmark() {}

    public static void main(String[] arguments) throws SQLException, InterruptedException, IOException {
        Locale.setDefault(Locale.ROOT);
        Options options = options(arguments);
        try {
            run(options);
        } catch (IllegalStateException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
        System.exit(0);
    }

    private static Options options(String[] arguments) {
        try {
            return Options.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(Options.USAGE);
            System.exit(2);
            throw e;
        }
    }

    private static void run(Options options) throws SQLException, InterruptedException, IOException {
        Path directory =
                Files.createDirectories(Path.of("target", "bench-sink")).toAbsolutePath();
        delete(directory);
        List<Result> results = new ArrayList<>();
        try (Laboratory laboratory = Laboratory.open(directory)) {
            TopicFiller filler = new TopicFiller(laboratory.servers());
            for (SinkWorkload workload : options.workloads()) {
                results.add(new SinkComparison(laboratory, options, workload, System.err).run(filler));
            }
        } finally {
            Result.table(results).forEach(System.out::println);
        }
        delete(directory);
    }

    /** Only after success: otherwise the logs are wanted. */
    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        List<Path> files;
        try (Stream<Path> walk = Files.walk(directory)) {
            files = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
