package io.sluice.control.fence;

import io.sluice.core.pipeline.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** The offsets and counters that the sink has recorded in {@code sluice.sink_offset}; only reads them. Not thread-safe. */
public final class SinkOffsets implements AutoCloseable {

    private static final String READ = """
            SELECT topic, part, next_offset, snapshot_rows, changes,
                   extract(epoch FROM applied_at - commit_time) * 1000 AS lag_ms
            FROM sluice.sink_offset
            WHERE connector = ?""";

    /** The table does not exist before the sink's first start. */
    private static final Set<String> MISSING = Set.of("42P01");

    private final KeptTable table;
    private final String connector;

    /** Connects when it is first asked, and again after a failure. */
    public SinkOffsets(Database target, String connector) {
        this.table = new KeptTable(target, MISSING);
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
        return table.ask(Map.of(), this::read);
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
        table.close();
    }
}
