package io.sluice.control.flood;

import io.sluice.core.flood.LetterCount;
import io.sluice.core.pipeline.Database;
import io.sluice.core.wire.Flood;
import io.sluice.schema.target.TargetConnection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

    /** PostgreSQL answers at once, or not at all. */
    private static final int ANSWER_MILLIS_MAX = 20_000;

    private final Database target;
    private final String connector;
    private Optional<Connection> connection = Optional.empty();

    SinkFloods(Database target, String connector) {
        this.target = target;
        this.connector = connector;
    }

    /** The partitions that are stopped now. */
    List<Flood> stopped() throws SQLException {
        return ask(List.of(), postgres -> {
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
        return ask(0, postgres -> {
            try (PreparedStatement statement = postgres.prepareStatement(ACCEPT)) {
                statement.setTimestamp(1, Timestamp.from(Instant.ofEpochMilli(until)));
                statement.setString(2, connector);
                statement.setString(3, topic);
                return statement.executeUpdate();
            }
        });
    }

    @FunctionalInterface
    private interface Question<T> {
        T ask(Connection postgres) throws SQLException;
    }

    private <T> T ask(T beforeTheFirstStart, Question<T> question) throws SQLException {
        try {
            return question.ask(connection());
        } catch (SQLException e) {
            close();
            return switch (String.valueOf(e.getSQLState())) {
                // The sink makes the table and its columns when it first starts.
                case "42P01", "42703" -> beforeTheFirstStart;
                default -> throw e;
            };
        }
    }

    private Connection connection() throws SQLException {
        if (connection.isEmpty()) {
            Connection opened = TargetConnection.open(target);
            connection = Optional.of(opened);
            opened.setNetworkTimeout(Runnable::run, ANSWER_MILLIS_MAX);
        }
        return connection.get();
    }

    /** Gives up the connection; the next question opens another. */
    @Override
    public void close() throws SQLException {
        if (connection.isPresent()) {
            Connection open = connection.get();
            connection = Optional.empty();
            open.close();
        }
    }
}
