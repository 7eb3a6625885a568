package io.sluice.e2e.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.e2e.Exit;
import io.sluice.e2e.PipelineText;
import io.sluice.e2e.Run;
import io.sluice.e2e.Sql;
import io.sluice.e2e.TestPipeline;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tables with keys of every kind are loaded in small chunks while somebody changes all of them. */
class LoadTest {

    private static final int ROWS = 80;

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
