package io.sluice.control.letter;

import io.sluice.control.fence.KeptTable;
import io.sluice.core.letter.DeadLetter;
import io.sluice.core.letter.ReasonClass;
import io.sluice.core.pipeline.Pipeline;
import io.sluice.verify.LetterKeys;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What PostgreSQL has of a pipeline's dead letters, in {@code sluice.dead_letter}: what has been read of their topic, and what
 * has become of each. Connects when it is first asked, and again after a failure. Not thread-safe.
 */
public final class LetterLedger implements AutoCloseable {

    /** The tables are made with the first letter. */
    private static final Set<String> MISSING = Set.of("42P01");

    private static final String FORGET = """
            DELETE FROM sluice.dead_letter d USING sluice.dead_letter_log l
            WHERE d.pipeline = ? AND l.pipeline = d.pipeline AND l.topic_id <> ?""";

    private static final String TAKEN = """
            INSERT INTO sluice.dead_letter_log AS l (pipeline, topic_id, next_number, version)
            VALUES (?, ?, ?, (extract(epoch FROM clock_timestamp()) * 1000000)::bigint)
            ON CONFLICT (pipeline) DO UPDATE
            SET version = l.version + 1, next_number = GREATEST(l.next_number, excluded.next_number)""";

    private static final String OPEN = """
            SELECT topic, reason_class, reason_without_values, count(*) AS letters
            FROM sluice.dead_letter WHERE pipeline = ? AND state = 'OPEN'
            GROUP BY topic, reason_class, reason_without_values ORDER BY letters DESC, 1, 2, 3""";

    private static final String KEYS = """
            SELECT row_key, max(number) AS last FROM sluice.dead_letter
            WHERE pipeline = ? AND state = 'OPEN' AND topic = ANY(?)
            GROUP BY row_key""";

    private final String pipeline;
    private final KeptTable tables;
    private long countedVersion = -1;
    private List<OpenCount> counted = List.of();

    public LetterLedger(Pipeline pipeline) {
        this.pipeline = pipeline.name();
        this.tables = new KeptTable(pipeline.target(), MISSING);
    }

    /**
     * Where the topic is to be read on. Letters of another topic are forgotten, since their records are gone, and nothing is
     * known of their rows.
     *
     * @param topicId Kafka's id of the topic
     * @return the number of the first letter that has not been taken
     */
    long next(String topicId) throws SQLException {
        return inTransaction(0L, postgres -> {
            update(postgres, FORGET, pipeline, topicId);
            update(
                    postgres,
                    "DELETE FROM sluice.dead_letter_log WHERE pipeline = ? AND topic_id <> ?",
                    pipeline,
                    topicId);
            try (PreparedStatement statement =
                    postgres.prepareStatement("SELECT next_number FROM sluice.dead_letter_log WHERE pipeline = ?")) {
                statement.setString(1, pipeline);
                ResultSet row = statement.executeQuery();
                return row.next() ? row.getLong(1) : 0L;
            }
        });
    }

    /** Takes letters that were read from the topic, in one transaction with how far it has been read. */
    void take(String topicId, List<DeadLetter> letters) throws SQLException {
        long next = letters.get(letters.size() - 1).number() + 1;
        inTransaction(letters.size(), postgres -> {
            LetterSql.createTables(postgres);
            update(postgres, TAKEN, pipeline, topicId, next);
            LetterSql.insert(postgres, pipeline, letters);
            return letters.size();
        });
    }

    /** How many are open, by topic and reason, the most frequent first. Counts again only if something has changed. */
    public List<OpenCount> open() throws SQLException {
        return tables.ask(List.of(), postgres -> {
            long version = version(postgres);
            if (version != countedVersion) {
                counted = count(postgres);
                countedVersion = version;
            }
            return counted;
        });
    }

    private long version(Connection postgres) throws SQLException {
        try (PreparedStatement statement =
                postgres.prepareStatement("SELECT version FROM sluice.dead_letter_log WHERE pipeline = ?")) {
            statement.setString(1, pipeline);
            ResultSet row = statement.executeQuery();
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private List<OpenCount> count(Connection postgres) throws SQLException {
        try (PreparedStatement statement = postgres.prepareStatement(OPEN)) {
            statement.setString(1, pipeline);
            List<OpenCount> counts = new ArrayList<>();
            ResultSet row = statement.executeQuery();
            while (row.next()) {
                counts.add(new OpenCount(
                        row.getString("topic"),
                        ReasonClass.valueOf(row.getString("reason_class")),
                        row.getString("reason_without_values"),
                        row.getLong("letters")));
            }
            return counts;
        }
    }

    /** The open letters of a selection, by their numbers. */
    public List<TrackedLetter> openOf(LetterSelection selection) throws SQLException {
        StringBuilder condition = new StringBuilder("state = 'OPEN'");
        List<Object> arrays = new ArrayList<>();
        selection.topics().ifPresent(topics -> {
            condition.append(" AND topic = ANY(?)");
            arrays.add(topics);
        });
        selection.numbers().ifPresent(numbers -> {
            condition.append(" AND number = ANY(?)");
            arrays.add(numbers);
        });
        return letters(condition.toString(), arrays);
    }

    /** The rows of the open letters of a table's topics. */
    LetterKeys keys(Collection<String> topics) throws SQLException {
        return tables.ask(new LetterKeys(0, Set.of(), false), postgres -> {
            try (PreparedStatement statement = postgres.prepareStatement(KEYS)) {
                set(statement, pipeline, topics);
                long last = -1;
                boolean others = false;
                Set<String> keys = new HashSet<>();
                ResultSet row = statement.executeQuery();
                while (row.next()) {
                    String key = row.getString("row_key");
                    others |= key == null;
                    if (key != null) {
                        keys.add(key);
                    }
                    last = Math.max(last, row.getLong("last"));
                }
                return new LetterKeys(last + 1, keys, others);
            }
        });
    }

    /** The letters with these numbers, whatever has become of them. */
    public List<TrackedLetter> numbered(List<Long> numbers) throws SQLException {
        return letters("number = ANY(?)", List.of(numbers));
    }

    private List<TrackedLetter> letters(String condition, List<Object> arrays) throws SQLException {
        String sql = "SELECT " + LetterSql.COLUMNS + " FROM sluice.dead_letter WHERE pipeline = ? AND " + condition
                + " ORDER BY number";
        return tables.ask(List.of(), postgres -> {
            try (PreparedStatement statement = postgres.prepareStatement(sql)) {
                List<Object> parameters = new ArrayList<>(List.of(pipeline));
                parameters.addAll(arrays);
                set(statement, parameters.toArray());
                List<TrackedLetter> letters = new ArrayList<>();
                ResultSet row = statement.executeQuery();
                while (row.next()) {
                    letters.add(LetterSql.letter(row));
                }
                return letters;
            }
        });
    }

    /**
     * Moves open letters to another state.
     *
     * @return how many there were
     */
    public int move(List<Long> numbers, LetterState state) throws SQLException {
        return changed(
                "UPDATE sluice.dead_letter SET state = ?, state_since = clock_timestamp()"
                        + " WHERE pipeline = ? AND state = 'OPEN' AND number = ANY(?)",
                state.name(),
                pipeline,
                numbers);
    }

    /**
     * Moves the open letters of rows to another state.
     *
     * @param topics of the rows' table
     * @return how many there were
     */
    int moveRows(Collection<String> topics, LetterKeys rows, LetterState state) throws SQLException {
        return changed(
                "UPDATE sluice.dead_letter SET state = ?, state_since = clock_timestamp()"
                        + " WHERE pipeline = ? AND state = 'OPEN' AND topic = ANY(?) AND number < ?"
                        + " AND (row_key = ANY(?) OR (row_key IS NULL AND ?))",
                state.name(),
                pipeline,
                topics,
                rows.before(),
                rows.keys(),
                rows.others());
    }

    private int changed(String sql, Object... parameters) throws SQLException {
        return inTransaction(0, postgres -> {
            int moved = update(postgres, sql, parameters);
            update(postgres, "UPDATE sluice.dead_letter_log SET version = version + 1 WHERE pipeline = ?", pipeline);
            return moved;
        });
    }

    private <T> T inTransaction(T whileMissing, KeptTable.Question<T> work) throws SQLException {
        return tables.ask(whileMissing, postgres -> {
            postgres.setAutoCommit(false);
            // A failure closes the connection, which rolls back.
            T result = work.ask(postgres);
            postgres.commit();
            postgres.setAutoCommit(true);
            return result;
        });
    }

    private static int update(Connection postgres, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = postgres.prepareStatement(sql)) {
            set(statement, parameters);
            return statement.executeUpdate();
        }
    }

    /** A collection is an array of PostgreSQL: of numbers or texts. */
    private static void set(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            if (parameters[i] instanceof Collection<?> items) {
                String type = items.stream().allMatch(Long.class::isInstance) ? "bigint" : "text";
                statement.setArray(i + 1, statement.getConnection().createArrayOf(type, items.toArray()));
            } else {
                statement.setObject(i + 1, parameters[i]);
            }
        }
    }

    /** Closing gives up the connection; the next question opens another. */
    @Override
    public void close() throws SQLException {
        tables.close();
    }
}
