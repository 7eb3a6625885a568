package io.sluice.verify;

import io.sluice.core.failure.ExitCode;
import io.sluice.core.failure.SluiceException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongConsumer;

/**
 * Compares source and target row by row, while the pipeline runs. Two tables are compared at a time; memory stays bounded
 * whatever their size. Reads only, and locks nothing.
 */
public final class Verifier {

    private static final int TABLES_AT_A_TIME = 2;
    private static final List<String> UNDEFINED_TABLE_OR_COLUMN = List.of("42P01", "42703");

    private final String pipeline;
    private final ConnectionSupplier source;
    private final ConnectionSupplier target;
    private final Progress progress;

    /**
     * @param source opens connections to MySQL
     * @param target opens connections to PostgreSQL
     * @param progress has to be thread-safe
     */
    public Verifier(String pipeline, ConnectionSupplier source, ConnectionSupplier target, Progress progress) {
        this.pipeline = pipeline;
        this.source = source;
        this.target = target;
        this.progress = progress;
    }

    /** Finds the tables to compare, once the first fence has been passed. */
    @FunctionalInterface
    public interface TableSearch {
        ComparedTables find() throws SQLException;
    }

    /**
     * Compares all the tables.
     *
     * @param fence need not be thread-safe
     * @param search finds them behind the first fence: what is on its way may make and drop tables
     * @param lettersOf the open letters of the tables; settled as far as their rows are the same on both sides
     * @throws SluiceException if PostgreSQL lacks a table or a column
     */
    public Verification verify(Fence fence, TableSearch search, Function<ComparedTables, OpenLetters> lettersOf)
            throws SQLException, InterruptedException {
        // With what is on its way arrived, the scans see few candidates.
        fence.pass();
        ComparedTables tables = search.find();
        OpenLetters letters = lettersOf.apply(tables);
        Object turn = new Object();
        Fence inTurn = () -> {
            synchronized (turn) {
                fence.pass();
            }
        };
        ExecutorService threads = Executors.newFixedThreadPool(TABLES_AT_A_TIME);
        try {
            CompletionService<TableComparison> completions = new ExecutorCompletionService<>(threads);
            List<Future<TableComparison>> comparisons = new ArrayList<>();
            tables.pairs().forEach(pair -> comparisons.add(completions.submit(() -> compare(pair, inTurn, letters))));
            for (int i = 0; i < comparisons.size(); i++) {
                result(completions.take()); // in the order in which they end, so that a failure is seen at once
            }
            List<TableComparison> results = new ArrayList<>();
            for (Future<TableComparison> comparison : comparisons) {
                results.add(result(comparison));
            }
            return new Verification(pipeline, results, tables.onlyInTarget(), letters.tally());
        } finally {
            threads.shutdownNow();
            threads.awaitTermination(10, TimeUnit.SECONDS);
        }
    }

    private TableComparison compare(TablePair pair, Fence fence, OpenLetters letters)
            throws SQLException, InterruptedException {
        Sides sides = new Sides(pair, source, target);
        LongConsumer rows = count -> progress.read(pair.source().id(), count);
        try {
            return pair.target().keyless()
                    ? KeylessComparison.compare(sides, fence, letters, rows)
                    : KeyedComparison.compare(sides, fence, letters, rows);
        } catch (SQLException e) {
            if (UNDEFINED_TABLE_OR_COLUMN.contains(e.getSQLState())) {
                throw new SluiceException(
                        ExitCode.FAILED_CHECK,
                        "PostgreSQL lacks what MySQL's table " + pair.source().id() + " is mapped to ("
                                + e.getMessage().lines().findFirst().orElse("") + "); run the pipeline first",
                        e);
            }
            throw new SQLException(
                    "comparing " + pair.source().id() + ": " + e.getMessage(), e.getSQLState(), e.getErrorCode(), e);
        }
    }

    private static TableComparison result(Future<TableComparison> comparison)
            throws SQLException, InterruptedException {
        try {
            return comparison.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SQLException cause) {
                throw cause;
            }
            if (e.getCause() instanceof InterruptedException cause) {
                throw cause;
            }
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
