package io.sluice.e2e.bench;

import io.sluice.e2e.PipelineText;
import io.sluice.e2e.SluiceProcess;
import io.sluice.e2e.Sql;
import io.sluice.e2e.TestPipeline;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How a migration grows with the number of its tables: the time until all are loaded and in step, the memory, and how
 * long a change takes then. {@code e2e/bench tables} starts it.
 */
public final class ManyTables {

    private static final String DATABASE = "many";
    private static final int ROWS = 10;
    private static final int PROBES = 5;

    private final int tables;

    private ManyTables(int tables) {
        this.tables = tables;
    }

    /** @param arguments the numbers of tables; none for 100, 300 and 1,000 */
    public static void main(String[] arguments) throws SQLException, InterruptedException {
        Locale.setDefault(Locale.ROOT);
        Descendants.endWithThisProcess();
        List<String> counts = arguments.length == 0 ? List.of("100", "300", "1000") : Arrays.asList(arguments);
        System.out.printf("%8s %12s %12s %14s%n", "tables", "in step, s", "memory, MB", "a change, ms");
        for (String count : counts) {
            new ManyTables(Integer.parseInt(count)).run();
        }
    }

    private void run() throws SQLException, InterruptedException {
        try (TestPipeline pipeline = TestPipeline.create(PipelineText.of(DATABASE));
                Connection mysql = pipeline.mysql();
                Connection postgres = pipeline.postgres()) {
            fill(mysql);
            long start = System.nanoTime();
            SluiceProcess run = pipeline.start("run");
            try (MemorySampler memory = new MemorySampler(run::handle)) {
                run.awaitStreaming();
                double seconds = (System.nanoTime() - start) / 1e9;
                long[] millis = new long[PROBES];
                for (int i = 0; i < PROBES; i++) {
                    millis[i] = change(mysql, postgres, run, i);
                }
                Arrays.sort(millis);
                System.out.printf(
                        "%8d %12.1f %12d %14d%n", tables, seconds, memory.peakMegabytes(), millis[PROBES / 2]);
            } finally {
                run.stop();
            }
        }
    }

    private void fill(Connection mysql) throws SQLException {
        for (int table = 0; table < tables; table++) {
            Sql.execute(
                    mysql,
                    "CREATE TABLE t%d (id INT PRIMARY KEY, name VARCHAR(40), at DATETIME)".formatted(table),
                    """
                    INSERT INTO t%d
                    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
                    SELECT i, CONCAT('row ', i), NOW() FROM n""".formatted(table, ROWS));
        }
    }

    /** Milliseconds from a commit on MySQL until its row is in PostgreSQL; each of another table. */
    private long change(Connection mysql, Connection postgres, SluiceProcess run, int probe)
            throws SQLException, InterruptedException {
        String table = "t" + (probe * 37 % tables);
        Sql.execute(mysql, "INSERT INTO %s VALUES (%d, 'a probe', NOW())".formatted(table, 1_000 + probe));
        long committed = System.nanoTime();
        String seen = "SELECT count(*) FROM %s.%s WHERE id = %d".formatted(DATABASE, table, 1_000 + probe);
        while (Sql.number(postgres, seen) == 0) {
            run.requireAlive();
            Thread.sleep(1);
        }
        return (System.nanoTime() - committed) / 1_000_000;
    }
}
