package io.sluice.sink.apply;

import io.sluice.sink.target.AppliedOffsets;
import io.sluice.sink.target.TargetSession;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * Sets the offsets that a connector goes on from, while its tasks are stopped. Rows stay as they are.
 *
 * <p>A partition that is set to 0 begins anew: its counters are 0 too, and no commit time is known. Set to any other
 * offset it keeps them, although records between the old offset and the new one are then counted twice or never. The
 * epoch is raised, so that a task that goes on without knowing cannot commit. Which topic was read before is forgotten,
 * and so are a stop by a flood of dead letters and how long the connector was away.
 *
 * @param reads whether the connector reads a topic
 */
public record OffsetAlteration(String connector, Predicate<String> reads) {

    /** Shorter than the time after which Connect gives up the request. */
    private static final String WAIT = "SET LOCAL lock_timeout = '30s'";

    private static final String PRESENT = "SELECT topic, part, next_offset FROM sluice.sink_offset WHERE connector = ?";

    private static final String SET = """
            INSERT INTO sluice.sink_offset AS o (connector, topic, part, next_offset) VALUES (?, ?, ?, ?)
            ON CONFLICT (connector, topic, part) DO UPDATE
            SET next_offset = EXCLUDED.next_offset, epoch = o.epoch + 1, applied_at = clock_timestamp(), topic_id = NULL,
                stopped_since = NULL, stop_reason = NULL, accepted_until = NULL,
                caught_up_at = NULL, caught_up_to = NULL,
                snapshot_rows = CASE WHEN EXCLUDED.next_offset = 0 THEN 0 ELSE o.snapshot_rows END,
                changes = CASE WHEN EXCLUDED.next_offset = 0 THEN 0 ELSE o.changes END,
                commit_time = CASE WHEN EXCLUDED.next_offset = 0 THEN NULL ELSE o.commit_time END""";

    /**
     * Sets all of them or none.
     *
     * @param offsets null for a partition that begins anew; empty if all that the target knows are to
     * @throws ConnectException if one is wrong, or the target cannot be used
     */
    public void apply(TargetSession session, Map<TopicPartition, Long> offsets) {
        offsets.forEach(this::require);
        try {
            Connection connection = session.connection();
            try (Statement statement = connection.createStatement()) {
                statement.execute(WAIT);
            }
            AppliedOffsets.createTable(connection);
            set(connection, complete(offsets, present(connection)));
            connection.commit();
        } catch (SQLException e) {
            session.rollback();
            throw new ConnectException(
                    "PostgreSQL does not let the offsets be altered, so none was: " + Reason.of(e), e);
        } catch (RuntimeException e) {
            session.rollback();
            throw e;
        }
    }

    private void require(TopicPartition partition, Long offset) {
        if (offset != null && offset < 0) {
            throw new ConnectException(partition + " cannot begin at offset " + offset + ": give 0 or more");
        }
        if (offset != null && !reads.test(partition.topic())) {
            throw new ConnectException("The connector does not read topic " + partition.topic()
                    + ", so it has no offset there: check the topic's name");
        }
    }

    /**
     * A call that only resets offsets is either a DELETE, which means every partition, or a PATCH, which means those
     * named. For a DELETE Connect names only partitions with an offset committed in Kafka, and Kafka deletes these
     * offsets with their topic.
     */
    private Map<TopicPartition, Long> complete(Map<TopicPartition, Long> offsets, Map<TopicPartition, Long> present) {
        if (offsets.isEmpty()) {
            Map<TopicPartition, Long> all = new HashMap<>();
            present.keySet().forEach(partition -> all.put(partition, null));
            return all;
        }
        List<TopicPartition> unnamed = present.entrySet().stream()
                .filter(entry -> entry.getValue() > 0 && !offsets.containsKey(entry.getKey()))
                .map(Map.Entry::getKey)
                .filter(partition -> reads.test(partition.topic()))
                .toList();
        if (!unnamed.isEmpty() && offsets.values().stream().allMatch(Objects::isNull)) {
            throw new ConnectException("Kafka has no offsets of " + unnamed + ", but the target has, so it is not clear"
                    + " whether they are to begin anew too: PATCH the connector's offsets instead, with"
                    + " {\"kafka_offset\": 0} for each partition that is to");
        }
        return offsets;
    }

    private Map<TopicPartition, Long> present(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PRESENT)) {
            statement.setString(1, connector);
            ResultSet rows = statement.executeQuery();
            Map<TopicPartition, Long> found = new HashMap<>();
            while (rows.next()) {
                found.put(new TopicPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
            }
            return found;
        }
    }

    private void set(Connection connection, Map<TopicPartition, Long> offsets) throws SQLException {
        List<TopicPartition> partitions = new ArrayList<>(offsets.keySet());
        partitions.sort(AppliedOffsets.LOCK_ORDER);
        try (PreparedStatement statement = connection.prepareStatement(SET)) {
            for (TopicPartition partition : partitions) {
                Long offset = offsets.get(partition);
                statement.setString(1, connector);
                statement.setString(2, partition.topic());
                statement.setInt(3, partition.partition());
                statement.setLong(4, offset == null ? 0 : offset);
                statement.executeUpdate();
            }
        }
    }
}
