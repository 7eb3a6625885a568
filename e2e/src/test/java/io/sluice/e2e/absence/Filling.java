package io.sluice.e2e.absence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.e2e.DatabaseServers;
import io.sluice.e2e.Exit;
import io.sluice.e2e.PipelineText;
import io.sluice.e2e.Run;
import io.sluice.e2e.Signals;
import io.sluice.e2e.SluiceProcess;
import io.sluice.e2e.Sql;
import io.sluice.e2e.TestPipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;

/** A table on its way to PostgreSQL for the first time, whose helpers die. */
final class Filling implements AutoCloseable {

    /** What the filling does. */
    enum Moment {
        /** Some rows are there, others are still to be read. */
        LOAD,
        /** All rows are there, and changes that were made meanwhile follow. */
        REPLAY,
        /** All of that is done, and an index is being built. */
        INDEXING
    }

    /** Which process is killed and started again. */
    enum Victim {
        RUN,
        BROKER,
        WORKER,
        TRANSFORMER,
        MYSQL,
        POSTGRES
    }

    private static final int ROWS = 40_000;
    private static final int CHANGES = 3 * ROWS;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final SeparateServers servers;
    private final DatabaseServers databases = DatabaseServers.shared();
    private final TestPipeline pipeline;
    private SluiceProcess transformer;
    private Run run;

    Filling(SeparateServers servers) throws SQLException, IOException {
        this.servers = servers;
        pipeline = TestPipeline.create(
                PipelineText.of("filling").load(Map.of("chunk-bytes", "100000", "rows-per-second-max", "8000")));
        pipeline.useServers(servers.addresses());
        try (Connection mysql = pipeline.mysql()) {
            Sql.execute(
                    mysql,
                    "SET SESSION cte_max_recursion_depth = " + ROWS,
                    "CREATE TABLE sales (id INT PRIMARY KEY, price INT NOT NULL, note VARCHAR(100), INDEX by_price (price))",
                    "INSERT INTO sales WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < "
                            + ROWS + ") SELECT i, i * 7919 % 10007, CONCAT('number ', i) FROM n");
        }
        transformer = pipeline.startTransformer();
        run = Run.start(pipeline);
    }

    /** Kills the victim in that moment, starts it again, and returns when both sides are equal. */
    void goesOnWithout(Victim victim, Moment moment) throws Exception {
        until("the load is under way", () -> target("SELECT count(*) FROM filling.sales") > 0);
        switch (moment) {
            case LOAD ->
                assertThat(target("SELECT count(*) FROM filling.sales")).isLessThan(ROWS);
            case REPLAY -> {
                change();
                until("changes are replayed", () -> changes() > 0);
                assertThat(changes()).isLessThan(CHANGES / 2);
            }
            case INDEXING -> {}
        }
        if (moment == Moment.INDEXING) {
            killWhileAnIndexIsBuilt(victim);
        } else {
            kill(victim);
        }
        until("it streams", () -> run.process().printed().contains("STREAMING"));
        isEqual();
    }

    private void change() throws SQLException {
        try (Connection mysql = pipeline.mysql()) {
            for (int i = 0; i < CHANGES / ROWS; i++) {
                Sql.execute(mysql, "UPDATE sales SET note = CONCAT(note, '.')");
            }
        }
    }

    /** The lock of a writer keeps the index from being ready. */
    private void killWhileAnIndexIsBuilt(Victim victim) throws Exception {
        try (Connection writer = pipeline.postgres()) {
            writer.setAutoCommit(false);
            Sql.execute(writer, "LOCK TABLE filling.sales IN ROW EXCLUSIVE MODE");
            until(
                    "an index is being built",
                    () -> target("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'CREATE INDEX%'"
                                    + " AND wait_event_type = 'Lock'")
                            > 0);
            kill(victim);
        }
    }

    private void kill(Victim victim) throws Exception {
        switch (victim) {
            case RUN -> {
                run.process().killHard();
                run = Run.start(pipeline);
            }
            case BROKER -> {
                servers.broker().kill();
                servers.startBroker();
            }
            case WORKER -> {
                servers.worker().kill();
                servers.startWorker();
            }
            case TRANSFORMER -> {
                transformer.killHard();
                transformer = pipeline.startTransformer();
            }
            case MYSQL -> {
                Signals.send("KILL", mySqlProcess());
                databases.mysql().restart();
            }
            case POSTGRES -> {
                Signals.send("KILL", postgresProcess());
                databases.postgres().restart();
            }
        }
    }

    private long mySqlProcess() throws SQLException, IOException {
        try (Connection mysql = pipeline.mysql()) {
            Path file = Path.of(Sql.rows(mysql, "SELECT @@pid_file").get(0));
            return Long.parseLong(Files.readString(file).strip());
        }
    }

    private long postgresProcess() throws SQLException {
        return target("SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::bigint");
    }

    private long changes() throws SQLException {
        return target("SELECT coalesce(sum(changes), 0) FROM sluice.sink_offset WHERE topic LIKE '%sales'");
    }

    /** 0 as long as what is asked for is not there. */
    private long target(String query) throws SQLException {
        try (Connection postgres = pipeline.postgres()) {
            return Sql.rows(postgres, "SELECT to_regclass('filling.sales')").contains("null")
                    ? 0
                    : Sql.number(postgres, query);
        }
    }

    private void isEqual() {
        Exit verify = pipeline.sluice("verify", "--json");
        assertThat(verify.code()).as(verify.toString()).isZero();
        JsonNode found = verify.json();
        assertThat(found.get("differences").asLong()).isZero();
        assertThat(found.get("deadLetters").asLong()).isZero();
        assertThat(run.process().isAlive()).isTrue();
    }

    private void until(String what, Callable<Boolean> reached) {
        run.goesOnUntil(what, PATIENCE, reached);
    }

    @Override
    public void close() throws SQLException {
        run.process().stop();
        pipeline.close();
    }
}
