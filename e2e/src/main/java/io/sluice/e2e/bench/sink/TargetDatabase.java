package io.sluice.e2e.bench.sink;

import io.sluice.demo.server.LocalPostgres;
import io.sluice.e2e.Sql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The PostgreSQL that both sinks write to. It is not vacuumed by itself: that would strike one drain and spare another.
 */
final class TargetDatabase implements AutoCloseable {

    private static final List<String> SETTINGS = List.of(
            "shared_buffers=256MB", "max_wal_size=4GB", "min_wal_size=1GB", "checkpoint_timeout=1h", "autovacuum=off");

    private static final String DATABASE = "postgres";

    private static final String OTHER_SESSIONS = "SELECT count(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity"
            + " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()";

    private final LocalPostgres server;
    private final Connection connection;
    private final ProcessHandle observer;

    private TargetDatabase(LocalPostgres server, Connection connection, ProcessHandle observer) {
        this.server = server;
        this.connection = connection;
        this.observer = observer;
    }

    static TargetDatabase start(Path directory) throws SQLException {
        LocalPostgres server = LocalPostgres.start(directory, System.err::println, SETTINGS);
        Connection connection = server.superuserConnection(DATABASE);
        ProcessHandle observer = ProcessHandle.of(Sql.number(connection, "SELECT pg_backend_pid()"))
                .orElseThrow();
        return new TargetDatabase(server, connection, observer);
    }

    int port() {
        return server.port();
    }

    String password() {
        return server.password();
    }

    static String database() {
        return DATABASE;
    }

    Connection connection() {
        return connection;
    }

    /** Ends what other sessions do, and makes the workload's tables as they are to be before a drain. */
    void prepare(SinkWorkload workload, DrainPortion portion, Volume volume) throws SQLException {
        Sql.execute(connection, OTHER_SESSIONS);
        for (String table : workload.topics(portion)) {
            Sql.execute(
                    connection, "DROP TABLE IF EXISTS " + table, workload.rows().ddl(table));
            if (volume.beforePerTable(workload) > 0) {
                Sql.execute(
                        connection,
                        workload.rows().fill(table, volume.beforePerTable(workload)),
                        "VACUUM (FREEZE, ANALYZE) " + table);
            }
        }
        Sql.execute(connection, "CHECKPOINT");
    }

    void drop(SinkWorkload workload, DrainPortion portion) throws SQLException {
        Sql.execute(connection, OTHER_SESSIONS, "DROP TABLE IF EXISTS " + String.join(", ", workload.topics(portion)));
    }

    /** A query for how many of the last rows are not there yet. */
    static String missing(SinkWorkload workload, DrainPortion portion) {
        String ids = IntStream.range(0, workload.partitionsPerTopic())
                .mapToLong(DrainPortion::lastKey)
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(", "));
        String there = workload.topics(portion).stream()
                .map(table -> "(SELECT count(*) FROM " + table + " WHERE id IN (" + ids + "))")
                .collect(Collectors.joining(" + "));
        return "SELECT " + workload.partitions() + " - (" + there + ")";
    }

    Content content(SinkWorkload workload, DrainPortion portion) throws SQLException {
        Content sum = Content.NONE;
        for (String table : workload.topics(portion)) {
            String row = Sql.rows(
                            connection,
                            "SELECT count(*), coalesce(sum(id), 0), coalesce(sum(" + RowKind.name(1) + "), 0) FROM "
                                    + table)
                    .get(0);
            String[] sums = row.split("\\|", -1);
            sum = sum.plus(new Content(Long.parseLong(sums[0]), Long.parseLong(sums[1]), Long.parseLong(sums[2])));
        }
        return sum;
    }

    /** CPU seconds of the whole server, but for the session that watches it. */
    double cpuSeconds() {
        return ProcessUsage.cpuSecondsWithChildren(observer.parent().orElseThrow())
                - ProcessUsage.cpuSeconds(observer.pid());
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        server.close();
    }
}
