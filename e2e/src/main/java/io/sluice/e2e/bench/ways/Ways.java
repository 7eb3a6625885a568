package io.sluice.e2e.bench.ways;

import io.sluice.demo.server.LocalPostgres;
import io.sluice.e2e.Sql;
import io.sluice.e2e.network.TcpProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/**
 * Writes narrow and wide rows in all {@link Way}s, in batches of several sizes, over a network without and with delay,
 * to a table without and with the rows. {@code e2e/bench ways} starts it; what it found is in the decision record on
 * how the sink writes.
 */
public final class Ways {

    private static final String DATABASE = "postgres";
    private static final List<Integer> BATCH_ROWS = List.of(500, 2_000, 10_000);
    private static final List<Duration> ROUND_TRIPS = List.of(Duration.ZERO, Duration.ofMillis(5));
    private static final int ROWS_PRESET = 100_000;
    private static final int BATCHES_MAX = 40;

    private final LocalPostgres server;
    private final int rowsMax;

    private Ways(LocalPostgres server, int rowsMax) {
        this.server = server;
        this.rowsMax = rowsMax;
    }

    /** @param arguments how many rows to write at most in each measurement; 100,000 if nothing is said */
    public static void main(String[] arguments) throws SQLException, IOException {
        Locale.setDefault(Locale.ROOT);
        int rowsMax = arguments.length == 0 ? ROWS_PRESET : Integer.parseInt(arguments[0]);
        Path directory = Files.createTempDirectory("sluice-ways");
        List<String> settings = List.of("shared_buffers=256MB", "max_wal_size=4GB", "autovacuum=off");
        LocalPostgres server = LocalPostgres.start(directory, System.err::println, settings);
        try (server) {
            System.out.println("rows/s, new rows / existing rows");
            for (Width width : Width.values()) {
                new Ways(server, rowsMax).measure(width);
            }
        }
    }

    private void measure(Width width) throws SQLException, IOException {
        for (Duration roundTrip : ROUND_TRIPS) {
            for (int rows : BATCH_ROWS) {
                StringBuilder line =
                        new StringBuilder(String.format("%-6s %6d rows %2d ms", width, rows, roundTrip.toMillis()));
                try (TcpProxy proxy = TcpProxy.to(server.port())) {
                    proxy.delay(roundTrip.dividedBy(2));
                    try (Connection connection = connect(proxy.port())) {
                        measure(connection, width, rows, line);
                    }
                }
                System.out.println(line);
            }
        }
    }

    private void measure(Connection connection, Width width, int rows, StringBuilder line)
            throws SQLException, IOException {
        List<Payload> payloads = new ArrayList<>();
        // Two are written beforehand for nothing.
        int batches = Math.max(2, Math.min(rowsMax / rows, BATCHES_MAX));
        for (int batch = 0; batch < batches; batch++) {
            payloads.add(Payload.of(connection, width, 1L + (long) batch * rows, rows));
        }
        for (Way way : Way.values()) {
            prepare(connection, width);
            write(connection, width, way, payloads.subList(0, 2)); // once for nothing: classes are loaded
            prepare(connection, width);
            double fresh = batches * rows / write(connection, width, way, payloads);
            line.append(String.format("  %s %,d", way, Math.round(fresh)));
            if (way.replaces()) {
                line.append(
                        String.format(" / %,d", Math.round(batches * rows / write(connection, width, way, payloads))));
            }
        }
    }

    private static void prepare(Connection connection, Width width) throws SQLException {
        connection.setAutoCommit(true);
        Sql.execute(
                connection,
                "DROP TABLE IF EXISTS target, stage, progress",
                "CREATE TABLE target (" + width.columns() + ", PRIMARY KEY (id))",
                "CREATE TEMPORARY TABLE stage (" + width.columns() + ") ON COMMIT DELETE ROWS",
                "CREATE TABLE progress (next_offset bigint)",
                "INSERT INTO progress VALUES (0)",
                "CHECKPOINT");
        connection.setAutoCommit(false);
    }

    /** Returns how many seconds it took. */
    private static double write(Connection connection, Width width, Way way, List<Payload> payloads)
            throws SQLException, IOException {
        long start = System.nanoTime();
        for (Payload payload : payloads) {
            way.write(connection, width, payload);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private Connection connect(int port) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "postgres");
        properties.setProperty("password", server.password());
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE, properties);
    }
}
