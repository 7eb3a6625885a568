package io.sluice.e2e.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.e2e.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Connections of the sink that wait for a lock. */
final class Waiters {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Waiters() {}

    /** Waits until a connection of each lane waits for a lock. */
    static void await(Connection connection, List<Lane> lanes) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (Lane lane : lanes) {
            while (count(connection, lane) == 0) {
                assertThat(System.nanoTime())
                        .as("%s waits for a lock in time", lane)
                        .isLessThan(deadline);
                Thread.sleep(10);
            }
        }
    }

    private static long count(Connection connection, Lane lane) throws SQLException {
        return Sql.number(
                connection,
                "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                        + " AND application_name = 'sluice-sink-" + lane.connector() + "'");
    }
}
