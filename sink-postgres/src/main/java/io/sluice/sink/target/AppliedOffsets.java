package io.sluice.sink.target;

import io.sluice.sink.change.Change;
import io.sluice.sink.plan.OffsetAdvance;
import io.sluice.sink.text.ArrayLiteral;
import io.sluice.sink.text.ScalarEncoder;
import io.sluice.sink.text.ValueEncoder;
import io.sluice.sink.topic.LogContinuity;
import io.sluice.sink.topic.PartitionLog;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the target has got, kept in the target, so that rows and offsets change together or not at all.
 *
 * <p>The table {@code sluice.sink_offset} may be read by anybody. It has one row for each connector, topic and
 * partition, with
 *
 * <ul>
 *   <li>{@code next_offset}: one more than the offset of the last record applied. Transaction markers that follow that
 *       record are not counted, so a topic's end offset may lie above it although everything is applied;
 *   <li>{@code snapshot_rows}: how many rows of the last snapshot have been applied; a snapshot that begins, be it the
 *       same one again, starts from 0;
 *   <li>{@code changes}: how many other changes have been applied. Both count a record once, however often it was sent,
 *       and a dead letter never;
 *   <li>{@code commit_time}: when the newest change applied was committed on the source; null if that is not known.
 *       The beginning of a snapshot does not touch it;
 *   <li>{@code applied_at}: when the last transaction wrote the row, or when it was made;
 *   <li>{@code topic_id}: which topic of this name it is that was read; null if the sink was not told where Kafka is;
 *   <li>{@code stopped_since}, {@code stop_reason}, {@code accepted_until}: what a flood of dead letters has made of it, see
 *       {@link FloodColumns};
 *   <li>{@code caught_up_at}, {@code caught_up_to}: when the partition had last been applied up to the end of its log, as far
 *       as is known, see {@link CatchUpColumns};
 *   <li>{@code epoch}: how often the partition was taken over by a task, or its offset altered by a person.
 * </ul>
 *
 * <p>A task that takes a partition over raises its epoch. Every transaction checks epoch and offset first, so a task
 * that was replaced without noticing cannot commit. Not thread-safe.
 */
public final class AppliedOffsets {

    /** Whoever changes several rows in one transaction takes them in this order, so that no two wait for each other. */
    public static final Comparator<TopicPartition> LOCK_ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    private static final String EXISTS = "SELECT EXISTS (SELECT FROM pg_attribute"
            + " WHERE attrelid = to_regclass('sluice.sink_offset') AND attname = 'caught_up_to')";

    private static final String CREATE = """
            CREATE SCHEMA IF NOT EXISTS sluice;
            CREATE TABLE IF NOT EXISTS sluice.sink_offset (
                connector text NOT NULL,
                topic text NOT NULL,
                part integer NOT NULL,
                next_offset bigint NOT NULL,
                snapshot_rows bigint NOT NULL DEFAULT 0,
                changes bigint NOT NULL DEFAULT 0,
                commit_time timestamptz,
                applied_at timestamptz NOT NULL DEFAULT clock_timestamp(),
                epoch bigint NOT NULL DEFAULT 0,
                topic_id text,
                stopped_since timestamptz,
                stop_reason text,
                accepted_until timestamptz,
                caught_up_at timestamptz,
                caught_up_to bigint,
                PRIMARY KEY (connector, topic, part)
            );
            ALTER TABLE sluice.sink_offset ADD COLUMN IF NOT EXISTS topic_id text,
                ADD COLUMN IF NOT EXISTS stopped_since timestamptz,
                ADD COLUMN IF NOT EXISTS stop_reason text,
                ADD COLUMN IF NOT EXISTS accepted_until timestamptz,
                ADD COLUMN IF NOT EXISTS caught_up_at timestamptz,
                ADD COLUMN IF NOT EXISTS caught_up_to bigint""";

    private static final String INSERT = """
            INSERT INTO sluice.sink_offset (connector, topic, part, next_offset) VALUES (?, ?, ?, 0)
            ON CONFLICT DO NOTHING""";

    private static final String CLAIM = """
            UPDATE sluice.sink_offset
            SET epoch = epoch + 1,
                topic_id = CASE WHEN next_offset = 0 THEN COALESCE(l.id, topic_id) ELSE COALESCE(topic_id, l.id) END
            FROM (VALUES (?::text)) AS l(id)
            WHERE connector = ? AND topic = ? AND part = ? RETURNING next_offset, epoch, topic_id,
            """ + CatchUpColumns.LAST;

    private static final String READ = """
            SELECT next_offset, epoch FROM sluice.sink_offset
            WHERE connector = ? AND topic = ? AND part = ? FOR UPDATE""";

    private static final String ADVANCE = """
            UPDATE sluice.sink_offset o
            SET next_offset = a.next_offset,
                snapshot_rows = a.snapshot_rows + CASE WHEN a.snapshot_begins THEN 0 ELSE o.snapshot_rows END,
                changes = o.changes + a.changes, commit_time = GREATEST(o.commit_time, a.commit_time),
                applied_at = clock_timestamp()
            FROM unnest(?::text[], ?::integer[], ?::bigint[], ?::bigint[], ?::bigint[], ?::boolean[], \
            ?::bigint[], ?::bigint[], ?::timestamptz[])
                AS a(topic, part, epoch, expected, next_offset, snapshot_begins, snapshot_rows, changes, commit_time)
            WHERE o.connector = ? AND o.topic = a.topic AND o.part = a.part
              AND o.epoch = a.epoch AND o.next_offset = a.expected""";

    private static final String PARTITIONS =
            "SELECT count(*) FROM sluice.sink_offset WHERE connector = ? AND topic = ?";

    /** What became of a transaction whose end nobody saw. */
    public enum Outcome {
        COMMITTED,
        ROLLED_BACK,
        /** Somebody else has taken over. */
        FENCED
    }

    private record Position(long next, long epoch) {}

    private final String connector;
    private final LogContinuity continuity;
    private final Map<TopicPartition, Position> claimed = new HashMap<>();

    public AppliedOffsets(String connector) {
        this.connector = connector;
        this.continuity = new LogContinuity(connector);
    }

    /** Creates the table if it is missing, in the transaction under way. */
    public static void createTable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // Looked for first: IF NOT EXISTS asks for the right to create even where there is nothing to do.
            ResultSet row = statement.executeQuery(EXISTS);
            if (row.next() && row.getBoolean(1)) {
                return;
            }
            SchemaEvolution.lock(connection);
            statement.execute(CREATE);
        }
    }

    /**
     * Takes partitions over, in the transaction under way: waits for what their former task is committing, and keeps
     * it from committing more.
     *
     * @param logs what is known of their logs
     * @return the next offset of each, 0 if it is new; to be confirmed by {@link #claimed} after the commit
     * @throws org.apache.kafka.connect.errors.ConnectException if a log is not the one that was read before, or may have lost
     *     tombstones
     */
    public Claim claim(
            Connection connection, Collection<TopicPartition> partitions, Map<TopicPartition, PartitionLog> logs)
            throws SQLException {
        List<TopicPartition> sorted = partitions.stream().sorted(LOCK_ORDER).toList();
        Map<TopicPartition, Position> positions = new HashMap<>();
        try (PreparedStatement insert = connection.prepareStatement(INSERT);
                PreparedStatement claim = connection.prepareStatement(CLAIM)) {
            for (TopicPartition partition : sorted) {
                name(insert, 1, partition);
                insert.executeUpdate();
                positions.put(partition, claim(claim, partition, Optional.ofNullable(logs.get(partition))));
            }
        }
        return new Claim(positions);
    }

    private Position claim(PreparedStatement claim, TopicPartition partition, Optional<PartitionLog> log)
            throws SQLException {
        claim.setString(1, log.map(PartitionLog::topicId).orElse(null));
        name(claim, 2, partition);
        try (ResultSet row = claim.executeQuery()) {
            Position position = position(row, partition);
            if (position.next() > 0 && log.isPresent()) {
                continuity.require(partition, position.next(), row.getString(3), log.get());
                continuity.requireTombstones(partition, position.next(), CatchUpColumns.last(row, 4), log.get());
            }
            return position;
        }
    }

    /** Partitions taken over by a transaction that has yet to commit. */
    public static final class Claim {
        private final Map<TopicPartition, Position> positions;

        private Claim(Map<TopicPartition, Position> positions) {
            this.positions = positions;
        }
    }

    /** The claim's transaction has committed: the partitions are this task's. Returns their next offsets. */
    public Map<TopicPartition, Long> claimed(Claim claim) {
        claimed.putAll(claim.positions);
        Map<TopicPartition, Long> offsets = new HashMap<>();
        claim.positions.forEach((partition, position) -> offsets.put(partition, position.next()));
        return offsets;
    }

    public void release(Collection<TopicPartition> partitions) {
        partitions.forEach(claimed::remove);
    }

    /** The offset of the first record that the target does not have. The partition must be claimed. */
    public long next(TopicPartition partition) {
        return position(partition).next();
    }

    /** With which the partition was taken over. It must be claimed. */
    public long epoch(TopicPartition partition) {
        return position(partition).epoch();
    }

    /**
     * The statement that every transaction starts with. It updates as many rows as there are advances; any other
     * count means that another task has written, and that the transaction must not be committed.
     */
    public SqlStatement advance(List<OffsetAdvance> advances) {
        List<String> parameters = new ArrayList<>();
        parameters.add(array(advances, ScalarEncoder.TEXT, a -> a.partition().topic()));
        parameters.add(array(advances, ScalarEncoder.INTEGER, a -> a.partition().partition()));
        parameters.add(array(
                advances, ScalarEncoder.INTEGER, a -> position(a.partition()).epoch()));
        parameters.add(array(advances, ScalarEncoder.INTEGER, OffsetAdvance::from));
        parameters.add(array(advances, ScalarEncoder.INTEGER, OffsetAdvance::to));
        parameters.add(array(advances, ScalarEncoder.BOOLEAN, a -> a.snapshot() == OffsetAdvance.Snapshot.BEGINS));
        parameters.add(array(advances, ScalarEncoder.INTEGER, OffsetAdvance::snapshotRows));
        parameters.add(array(advances, ScalarEncoder.INTEGER, OffsetAdvance::changes));
        parameters.add(array(
                advances,
                ScalarEncoder.INSTANT_MICROS,
                a -> a.commitMicros() == Change.UNKNOWN_TIME ? null : a.commitMicros()));
        parameters.add(connector);
        return new SqlStatement(ADVANCE, parameters);
    }

    /** The transaction of these advances has committed. */
    public void advanced(List<OffsetAdvance> advances) {
        for (OffsetAdvance advance : advances) {
            claimed.computeIfPresent(advance.partition(), (partition, old) -> new Position(advance.to(), old.epoch()));
        }
    }

    /** Finds out, after a connection broke, whether the transaction of these advances has committed. */
    public Outcome outcome(Connection connection, List<OffsetAdvance> advances) throws SQLException {
        int committed = 0;
        try (PreparedStatement read = connection.prepareStatement(READ)) {
            for (OffsetAdvance advance : advances) {
                name(read, 1, advance.partition());
                Position found = read(read, advance.partition());
                if (found.epoch() != position(advance.partition()).epoch()) {
                    return Outcome.FENCED;
                }
                committed += found.next() == advance.to() ? 1 : 0;
            }
        }
        return committed == advances.size() ? Outcome.COMMITTED : Outcome.ROLLED_BACK;
    }

    /** How many partitions of a topic are known, be they this task's or another's. */
    public int partitions(Connection connection, String topic) throws SQLException {
        try (PreparedStatement count = connection.prepareStatement(PARTITIONS)) {
            count.setString(1, connector);
            count.setString(2, topic);
            try (ResultSet row = count.executeQuery()) {
                return row.next() ? row.getInt(1) : 0;
            }
        }
    }

    private Position position(TopicPartition partition) {
        Position position = claimed.get(partition);
        if (position == null) {
            throw new IllegalStateException(partition + " is not assigned to this task");
        }
        return position;
    }

    /** Sets three parameters. */
    private void name(PreparedStatement statement, int first, TopicPartition partition) throws SQLException {
        statement.setString(first, connector);
        statement.setString(first + 1, partition.topic());
        statement.setObject(first + 2, partition.partition(), Types.INTEGER);
    }

    private static Position read(PreparedStatement query, TopicPartition partition) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            return position(row, partition);
        }
    }

    private static Position position(ResultSet row, TopicPartition partition) throws SQLException {
        if (!row.next()) {
            throw new SQLException("the row of " + partition + " is gone from sluice.sink_offset", "55000");
        }
        return new Position(row.getLong(1), row.getLong(2));
    }

    private static String array(
            List<OffsetAdvance> advances, ValueEncoder encoder, Function<OffsetAdvance, Object> value) {
        StringBuilder text = new StringBuilder();
        ArrayLiteral literal = new ArrayLiteral(text);
        advances.forEach(advance -> literal.add(encoder, value.apply(advance)));
        literal.end();
        return text.toString();
    }
}
