package io.sluice.sink.target;

import io.sluice.sink.topic.CatchUp;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;

/**
 * When a connector's partitions had last been applied up to the ends of their logs, beside their offsets in {@code
 * sluice.sink_offset}: {@code caught_up_at} is the time, and {@code caught_up_to} the end of the log then. Both are NULL as
 * long as that is not known; then the partition counts as caught up when a transaction last wrote its row.
 *
 * @param connector its name
 */
public record CatchUpColumns(String connector) {

    /** Where no end is known, one marker of a transaction behind the last record applied is not taken for a record. */
    static final String LAST =
            "COALESCE(caught_up_to, next_offset + 1), COALESCE(caught_up_at, applied_at)," + " clock_timestamp()";

    private static final String READ =
            "SELECT topic, part, " + LAST + " FROM sluice.sink_offset WHERE connector = ?" + " AND next_offset > 0";

    private static final String WRITE = """
            UPDATE sluice.sink_offset o
            SET caught_up_to = c.caught_up_to, caught_up_at = clock_timestamp() - c.ago_ms * interval '1 ms'
            FROM unnest(?::text[], ?::integer[], ?::bigint[], ?::bigint[], ?::bigint[])
                AS c(topic, part, epoch, caught_up_to, ago_ms)
            WHERE o.connector = ? AND o.topic = c.topic AND o.part = c.part AND o.epoch = c.epoch""";

    /**
     * That a partition had been applied up to its log's end.
     *
     * @param epoch with which it was taken over
     * @param end of the log then
     * @param ago how long that is ago
     */
    public record Proof(TopicPartition partition, long epoch, long end, Duration ago) {}

    /** What is known of those of the partitions of which something was applied. */
    public Map<TopicPartition, CatchUp> read(Connection connection, Collection<TopicPartition> partitions)
            throws SQLException {
        Map<TopicPartition, CatchUp> found = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setString(1, connector);
            ResultSet row = statement.executeQuery();
            while (row.next()) {
                found.put(new TopicPartition(row.getString(1), row.getInt(2)), last(row, 3));
            }
        }
        found.keySet().retainAll(partitions);
        return found;
    }

    /** @param first of the three columns of {@link #LAST} */
    static CatchUp last(ResultSet row, int first) throws SQLException {
        return new CatchUp(
                row.getLong(first),
                row.getObject(first + 1, OffsetDateTime.class).toInstant(),
                row.getObject(first + 2, OffsetDateTime.class).toInstant());
    }

    /** Changes nothing of partitions that another task has taken over. */
    public void write(Connection connection, List<Proof> proofs) throws SQLException {
        if (proofs.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
            array(statement, 1, "text", proofs, proof -> proof.partition().topic());
            array(statement, 2, "integer", proofs, proof -> proof.partition().partition());
            array(statement, 3, "bigint", proofs, Proof::epoch);
            array(statement, 4, "bigint", proofs, Proof::end);
            array(statement, 5, "bigint", proofs, proof -> proof.ago().toMillis());
            statement.setString(6, connector);
            statement.executeUpdate();
        }
    }

    private static void array(
            PreparedStatement statement, int index, String type, List<Proof> proofs, Function<Proof, Object> value)
            throws SQLException {
        Object[] values = proofs.stream().map(value).toArray();
        statement.setArray(index, statement.getConnection().createArrayOf(type, values));
    }
}
