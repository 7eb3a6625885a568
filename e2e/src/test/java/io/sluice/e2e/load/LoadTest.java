package io.sluice.e2e.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.e2e.Exit;
import io.sluice.e2e.PipelineText;
import io.sluice.e2e.Run;
import io.sluice.e2e.SluiceProcess;
import io.sluice.e2e.Sql;
import io.sluice.e2e.TestPipeline;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Tables with keys of every kind are loaded in small chunks while somebody changes all of them, and reloaded after changes
 * that MySQL's log never had.
 */
class LoadTest {

    private static final int ROWS = 80;

    /** Changes of each kind, for each table, that are not in the log. */
    private static final int UNLOGGED = 4;

    /** No row of MySQL has it. */
    private static final int WRONG = -77;

    @Test
    void everyKindOfKeyUnderARandomWriter() throws SQLException {
        endsEqual(7, 0);
    }

    @Test
    @Tag("thorough")
    void againWithKills() throws SQLException {
        for (long seed = 1; seed <= 5; seed++) {
            endsEqual(seed, 3);
        }
    }

    /** Statements that the readers meet in the middle of tables: what they have read with the old structure counts no more. */
    @Test
    void tablesAreAlteredWhileTheyAreLoaded() throws SQLException {
        PipelineText text = PipelineText.of("altered")
                .load(Map.of("chunk-bytes", "1000", "readers", "2", "rows-per-second-max", "150"));
        List<String> tables = List.of("renamed", "dropped", "gone", "keyless");
        try (TestPipeline pipeline = TestPipeline.create(text);
                Connection mysql = pipeline.mysql()) {
            for (String table : tables) {
                String key = table.equals("keyless") ? "" : " PRIMARY KEY AUTO_INCREMENT";
                Sql.execute(
                        mysql,
                        "CREATE TABLE " + table + " (id INT NOT NULL" + key
                                + ", v VARCHAR(40) NOT NULL, w INT, KEY (w))",
                        "INSERT INTO " + table
                                + " WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE"
                                + " i < 300) SELECT i, CONCAT('value ', i), i FROM n");
            }
            Run run = Run.start(pipeline);
            run.until("rows arrive", () -> copied(pipeline) > 60);
            Sql.execute(
                    mysql,
                    "UPDATE renamed SET w = -1 WHERE id > 250",
                    "ALTER TABLE renamed RENAME COLUMN v TO vv",
                    "INSERT INTO renamed VALUES (1001, 'after', 1)",
                    "ALTER TABLE dropped DROP COLUMN v, ADD COLUMN x INT NOT NULL DEFAULT 3",
                    "DELETE FROM dropped WHERE id < 20",
                    "DROP TABLE gone",
                    "ALTER TABLE keyless CHANGE w ww BIGINT",
                    "INSERT INTO keyless VALUES (1002, 'after', 2)");
            run.until("it streams", () -> run.process().printed().contains("STREAMING"));
            Sql.execute(mysql, "UPDATE renamed SET vv = 'last' WHERE id = 1001");
            Exit verify = pipeline.sluice("verify", "--json");
            assertThat(verify.code())
                    .as("%s %s", verify, run.process().printed())
                    .isZero();
            assertThat(pipeline.sluice("schema-changes", "list").out())
                    .contains("The load of altered.renamed begins anew, since MySQL says: Unknown column 'v'");
        }
    }

    private static void endsEqual(long seed, int kills) throws SQLException {
        System.out.println("[load] seed " + seed);
        // Chunks of about ten rows, and tables that are cut into ranges.
        PipelineText text = PipelineText.of("kinds").load(Map.of("chunk-bytes", "1000"));
        List<KeyedTable> tables = KeyedTable.all();
        try (TestPipeline pipeline = TestPipeline.create(text);
                Connection mysql = pipeline.mysql()) {
            fill(mysql, tables);
            try (RandomWriter writer = RandomWriter.start(pipeline, tables, new Random(seed))) {
                for (int i = 0; i < kills; i++) {
                    Run run = Run.start(pipeline);
                    long rows = 150L * (i + 1);
                    run.until("rows arrive", () -> copied(pipeline) > rows);
                    run.process().killHard();
                }
                Run.startStreaming(pipeline);
                diverge(pipeline, mysql, tables, new Random(seed));
                reload(pipeline, tables);
            }
            Exit verify = pipeline.sluice("verify", "--json");
            assertThat(verify.code()).as(verify.toString()).isZero();
            assertThat(verify.json().get("differences").asLong()).isZero();
        }
    }

    private static void fill(Connection mysql, List<KeyedTable> tables) throws SQLException {
        for (KeyedTable table : tables) {
            Sql.execute(mysql, table.create());
            mysql.setAutoCommit(false);
            for (int number = 1; number <= ROWS; number++) {
                Sql.execute(mysql, table.insert(number));
            }
            mysql.commit();
            mysql.setAutoCommit(true);
        }
    }

    /** Makes rows that PostgreSQL lacks, has of old, or has alone. */
    private static void diverge(TestPipeline pipeline, Connection mysql, List<KeyedTable> tables, Random random)
            throws SQLException {
        Sql.execute(mysql, "SET sql_log_bin = 0");
        try (Connection postgres = pipeline.postgres()) {
            for (KeyedTable table : tables) {
                if (table.keyless()) {
                    Sql.execute(
                            postgres,
                            "INSERT INTO kinds." + table.name() + " SELECT * FROM kinds." + table.name() + " LIMIT 5");
                    continue;
                }
                for (int i = 0; i < UNLOGGED; i++) {
                    int number = 1 + random.nextInt(ROWS);
                    Sql.execute(mysql, table.delete(number));
                    Sql.execute(mysql, table.insert(ROWS + number));
                    Sql.execute(mysql, table.update(1 + random.nextInt(ROWS), i));
                    Sql.execute(mysql, table.move(1 + random.nextInt(ROWS), 1 + random.nextInt(table.numbersMax())));
                }
                Sql.execute(postgres, "UPDATE kinds." + table.name() + " SET v = " + WRONG);
            }
        }
        Sql.execute(mysql, "SET sql_log_bin = 1");
    }

    /** Goes on around a row that a transaction holds, and brings it when it is free. */
    private static void reload(TestPipeline pipeline, List<KeyedTable> tables) throws SQLException {
        String[] names = tables.stream().map(table -> "kinds." + table.name()).toArray(String[]::new);
        try (Connection holder = pipeline.mysql();
                Connection postgres = pipeline.postgres()) {
            holder.setAutoCommit(false);
            Sql.execute(holder, "UPDATE negative SET v = 5");
            SluiceProcess reload = pipeline.start("reload", names);
            await("a table is reloaded")
                    .atMost(Duration.ofMinutes(2))
                    .until(() -> Sql.number(postgres, "SELECT count(*) FROM kinds.tiny WHERE v = " + WRONG) == 0);
            assertThat(reload.isAlive()).as(reload.printed()).isTrue();
            assertThat(Sql.number(postgres, "SELECT count(*) FROM kinds.negative WHERE v = " + WRONG))
                    .isPositive();
            holder.rollback();
            Exit exit = reload.await(Duration.ofMinutes(2));
            assertThat(exit.code()).as(exit.toString()).isZero();
            assertThat(exit.err()).containsPattern("kinds.pairs: \\d+ rows brought anew, [1-9]\\d* removed");
        }
    }

    private static long copied(TestPipeline pipeline) throws SQLException {
        try (Connection postgres = pipeline.postgres()) {
            return Sql.rows(postgres, "SELECT to_regclass('sluice.sink_offset')")
                            .get(0)
                            .equals("null")
                    ? 0
                    : Sql.number(postgres, "SELECT coalesce(sum(snapshot_rows), 0) FROM sluice.sink_offset");
        }
    }

    /** Changes all tables at random until it is closed, which also tells of a failure. */
    private static final class RandomWriter implements AutoCloseable {

        private final List<KeyedTable> tables;
        private final Random random;
        private final CompletableFuture<Void> end;
        private volatile boolean stopped;

        private RandomWriter(TestPipeline pipeline, List<KeyedTable> tables, Random random) {
            this.tables = tables;
            this.random = random;
            this.end = CompletableFuture.runAsync(() -> write(pipeline), task -> new Thread(task).start());
        }

        static RandomWriter start(TestPipeline pipeline, List<KeyedTable> tables, Random random) {
            return new RandomWriter(pipeline, tables, random);
        }

        private void write(TestPipeline pipeline) {
            try (Connection mysql = pipeline.mysql()) {
                while (!stopped) {
                    Sql.execute(mysql, change(tables.get(random.nextInt(tables.size()))));
                }
            } catch (SQLException e) {
                throw new CompletionException(e);
            }
        }

        private String change(KeyedTable table) {
            int number = 1 + random.nextInt(table.numbersMax());
            return switch (random.nextInt(4)) {
                case 0 -> table.insert(number);
                case 1 -> table.delete(number);
                case 2 -> table.move(number, 1 + random.nextInt(table.numbersMax()));
                default -> table.update(number, random.nextInt(1_000_000));
            };
        }

        @Override
        public void close() {
            stopped = true;
            end.join();
        }
    }
}
