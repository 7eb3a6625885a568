package io.sluice.control.fence;

import io.sluice.core.pipeline.Database;
import io.sluice.schema.target.TargetConnection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** The offsets and counters that the sink has recorded in {@code sluice.sink_offset}; only reads them. Not thread-safe. */
public final class SinkOffsets implements AutoCloseable {

    private static final String READ = """
            SELECT topic, part, next_offset, snapshot_rows, changes,
                   extract(epoch FROM applied_at - commit_time) * 1000 AS lag_ms
            FROM sluice.sink_offset
            WHERE connector = ?""";

    /** PostgreSQL answers this query at once, or not at all. */
    private static final int ANSWER_MILLIS_MAX = 20_000;

    private final Database target;
    private final String connector;
    private Optional<Connection> connection = Optional.empty();

    /** Connects when it is first asked, and again after a failure. */
    public SinkOffsets(Database target, String connector) {
        this.target = target;
        this.connector = connector;
    }

    /**
     * What was applied of one topic.
     *
     * @param lagMillis from the commit of the newest change on MySQL to the moment it was applied
     */
    public record Progress(long nextOffset, long snapshotRows, long changes, long lagMillis) {
        Progress plus(Progress other) {
            return new Progress(
                    Math.max(nextOffset, other.nextOffset),
                    snapshotRows + other.snapshotRows,
                    changes + other.changes,
                    Math.max(lagMillis, other.lagMillis));
        }
    }

    /** The next offset to apply, by partition. */
    public Map<TopicPartition, Long> read() throws SQLException {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        progress().forEach((partition, progress) -> offsets.put(partition, progress.nextOffset()));
        return offsets;
    }

    /** What was applied, by topic; empty before the sink's first start. */
    public Map<String, Progress> byTopic() throws SQLException {
        Map<String, Progress> topics = new HashMap<>();
        progress().forEach((partition, progress) -> topics.merge(partition.topic(), progress, Progress::plus));
        return topics;
    }

    private Map<TopicPartition, Progress> progress() throws SQLException {
        try {
            return read(connection());
        } catch (SQLException e) {
            close();
            if (!"42P01".equals(e.getSQLState())) {
                throw e;
            }
            // The table does not exist before the sink's first start: nothing is applied yet.
            return Map.of();
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

    private Map<TopicPartition, Progress> read(Connection postgres) throws SQLException {
        Map<TopicPartition, Progress> progress = new HashMap<>();
        try (PreparedStatement statement = postgres.prepareStatement(READ)) {
            statement.setString(1, connector);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    progress.put(
                            new TopicPartition(row.getString("topic"), row.getInt("part")),
                            new Progress(
                                    row.getLong("next_offset"),
                                    row.getLong("snapshot_rows"),
                                    row.getLong("changes"),
                                    Math.max(0, row.getLong("lag_ms"))));
                }
            }
        }
        return progress;
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
