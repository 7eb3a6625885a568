package io.sluice.control.flood;

import io.sluice.control.fence.KeptTable;
import io.sluice.core.flood.LetterCount;
import io.sluice.core.pipeline.Database;
import io.sluice.core.wire.Flood;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What floods have made of the output topics, which the sink keeps in {@code sluice.sink_offset} beside its offsets. Connects
 * when it is first asked, and again after a failure. Not thread-safe.
 */
final class SinkFloods implements AutoCloseable {

    private static final String STOPPED = """
            SELECT topic, part, (extract(epoch FROM stopped_since) * 1000)::bigint AS since, stop_reason
            FROM sluice.sink_offset
            WHERE connector = ? AND stopped_since IS NOT NULL
            ORDER BY topic, part""";

    private static final String ACCEPT = """
            UPDATE sluice.sink_offset SET stopped_since = NULL, stop_reason = NULL, accepted_until = ?
            WHERE connector = ? AND topic = ? AND stopped_since IS NOT NULL""";

    /** The sink makes the table and its columns when it first starts. */
    private static final Set<String> MISSING = Set.of("42P01", "42703");

    private final KeptTable table;
    private final String connector;

    SinkFloods(Database target, String connector) {
        this.table = new KeptTable(target, MISSING);
        this.connector = connector;
    }

    /** The partitions that are stopped now. */
    List<Flood> stopped() throws SQLException {
        return table.ask(List.of(), postgres -> {
            try (PreparedStatement statement = postgres.prepareStatement(STOPPED)) {
                statement.setString(1, connector);
                List<Flood> found = new ArrayList<>();
                ResultSet row = statement.executeQuery();
                while (row.next()) {
                    var state = new Flood.Stopped(row.getLong("since"), row.getString("stop_reason"));
                    found.add(new Flood(row.getString("topic"), row.getInt("part"), state));
                }
                return found;
            }
        });
    }

    /**
     * Lets the partitions of a topic go on.
     *
     * @return how many were stopped
     */
    int accept(String topic) throws SQLException {
        long until = LetterCount.acceptedUntil(System.currentTimeMillis());
        return table.ask(0, postgres -> {
            try (PreparedStatement statement = postgres.prepareStatement(ACCEPT)) {
                statement.setTimestamp(1, Timestamp.from(Instant.ofEpochMilli(until)));
                statement.setString(2, connector);
                statement.setString(3, topic);
                return statement.executeUpdate();
            }
        });
    }

    /** Gives up the connection; the next question opens another. */
    @Override
    public void close() throws SQLException {
        table.close();
    }
}
