package io.sluice.sink.target;

import io.sluice.core.wire.Flood;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * What floods of dead letters have made of a connector's partitions, beside their offsets in {@code sluice.sink_offset}:
 *
 * <ul>
 *   <li>{@code stopped_since} and {@code stop_reason}: the partition is stopped at its offset. Only a person lets it go on,
 *       by setting both to NULL and {@code accepted_until} to a time;
 *   <li>{@code accepted_until}: dead letters of records up to this time are admitted, whatever their number.
 * </ul>
 *
 * <p>All are NULL where there never was a flood. Statements are for a transaction that has advanced the partition's offset,
 * since only that shows that the partition is this task's.
 *
 * @param connector its name
 */
public record FloodColumns(String connector) {

    private static final String READ = """
            SELECT topic, part, (extract(epoch FROM stopped_since) * 1000)::bigint AS since, stop_reason,
                   (extract(epoch FROM accepted_until) * 1000)::bigint AS until
            FROM sluice.sink_offset
            WHERE connector = ? AND (stopped_since IS NOT NULL OR accepted_until IS NOT NULL)""";

    private static final String STOP = """
            UPDATE sluice.sink_offset SET stopped_since = clock_timestamp(), stop_reason = ?, accepted_until = NULL
            WHERE connector = ? AND topic = ? AND part = ?::integer""";

    private static final String EXTEND = """
            UPDATE sluice.sink_offset SET accepted_until = to_timestamp(?::bigint / 1000.0)
            WHERE connector = ? AND topic = ? AND part = ?::integer""";

    /** The states of those of the partitions that ever had a flood. */
    public Map<TopicPartition, Flood.State> read(Connection connection, Collection<TopicPartition> partitions)
            throws SQLException {
        Map<TopicPartition, Flood.State> states = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setString(1, connector);
            ResultSet row = statement.executeQuery();
            while (row.next()) {
                states.put(new TopicPartition(row.getString("topic"), row.getInt("part")), state(row));
            }
        }
        states.keySet().retainAll(partitions);
        return states;
    }

    private static Flood.State state(ResultSet row) throws SQLException {
        long since = row.getLong("since");
        return row.wasNull()
                ? new Flood.Accepted(row.getLong("until"))
                : new Flood.Stopped(since, String.valueOf(row.getString("stop_reason")));
    }

    /** Stops a partition. */
    public SqlStatement stop(TopicPartition partition, String reason) {
        return statement(STOP, reason, partition);
    }

    /** Makes an acceptance longer. */
    public SqlStatement extend(TopicPartition partition, long untilMillis) {
        return statement(EXTEND, Long.toString(untilMillis), partition);
    }

    private SqlStatement statement(String sql, String first, TopicPartition partition) {
        return SqlStatement.of(sql, first, connector, partition.topic(), Integer.toString(partition.partition()));
    }
}
