package io.sluice.e2e.faults;

import io.sluice.e2e.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** Connections of the sink that wait for a lock. */
final class Waiters {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private Waiters() {}

    /** Waits until a connection of each lane waits for a lock. */
    static void await(Connection connection, List<Lane> lanes) {
        for (Lane lane : lanes) {
            Awaitility.await(lane + " waits for a lock")
                    .atMost(PATIENCE)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(10))
                    .until(() -> count(connection, lane) > 0);
        }
    }

    private static long count(Connection connection, Lane lane) throws SQLException {
        return Sql.number(
                connection,
                "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                        + " AND application_name = 'sluice-sink-" + lane.connector() + "'");
    }
}
