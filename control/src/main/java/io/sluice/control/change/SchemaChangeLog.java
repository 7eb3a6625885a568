package io.sluice.control.change;

import io.sluice.control.change.SchemaChangeEntry.Decided;
import io.sluice.control.change.SchemaChangeEntry.Rewrite;
import io.sluice.control.connect.Connectors;
import io.sluice.control.fence.KeptTable;
import io.sluice.core.ddl.ChangeDecision;
import io.sluice.core.ddl.SchemaChangeState;
import io.sluice.core.name.TableId;
import io.sluice.core.pipeline.Pipeline;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The table {@code sluice.schema_change}, which the sink writes. Not thread-safe. */
public final class SchemaChangeLog implements AutoCloseable {

    private static final String READ = """
            SELECT id, target_schema, target_table, source_position, commit_time, statement, executed, state, reason,
                   changed_at, decision, decided_by, decided_at, rewrite_bytes,
                   CASE WHEN state = 'REWRITING' THEN pg_database_size(current_database()) - database_bytes END AS written
            FROM sluice.schema_change WHERE connector = ? AND state = ANY (?) ORDER BY id""";

    private static final String DECIDE = """
            UPDATE sluice.schema_change
            SET decision = ?, decided_by = ?, decided_at = clock_timestamp(),
                state = CASE WHEN state = 'STOPPED' THEN state ELSE 'RELOAD_WANTED' END
            WHERE connector = ? AND id = ? AND state = ANY (?)""";

    private static final String HINDERED = "UPDATE sluice.schema_change SET reason = ? WHERE connector = ? AND id = ?";

    private static final String RELOADED = """
            UPDATE sluice.schema_change SET state = ?, changed_at = clock_timestamp()
            WHERE connector = ? AND id = ANY (?) AND state = ?""";

    /** The sink makes the table and its columns at the first change. */
    private static final Set<String> MISSING = Set.of("42P01", "3F000", "42703");

    private final KeptTable table;
    private final String connector;

    public SchemaChangeLog(Pipeline pipeline) {
        this.table = new KeptTable(pipeline.target(), MISSING);
        this.connector = new Connectors(pipeline).sink();
    }

    /** All changes in the order in which they came to PostgreSQL. */
    public List<SchemaChangeEntry> read() throws SQLException {
        return read(EnumSet.allOf(SchemaChangeState.class));
    }

    /** Those whose tables have yet to be reloaded. */
    public List<SchemaChangeEntry> waiting() throws SQLException {
        return read(EnumSet.of(SchemaChangeState.RELOAD_WANTED));
    }

    /** Those before which their tables stand still, that are being executed, and whose tables have yet to be reloaded. */
    public List<SchemaChangeEntry> open() throws SQLException {
        return read(
                EnumSet.of(SchemaChangeState.STOPPED, SchemaChangeState.REWRITING, SchemaChangeState.RELOAD_WANTED));
    }

    /** Those that PostgreSQL does not have, by policy or since a person has decided so. */
    public List<SchemaChangeEntry> leftOut() throws SQLException {
        return read(EnumSet.of(SchemaChangeState.IGNORED, SchemaChangeState.SKIPPED));
    }

    private List<SchemaChangeEntry> read(Set<SchemaChangeState> states) throws SQLException {
        return table.ask(List.of(), postgres -> {
            try (PreparedStatement statement = postgres.prepareStatement(READ)) {
                statement.setString(1, connector);
                statement.setArray(2, postgres.createArrayOf("text", names(states)));
                List<SchemaChangeEntry> entries = new ArrayList<>();
                ResultSet row = statement.executeQuery();
                while (row.next()) {
                    entries.add(entry(row));
                }
                return entries;
            }
        });
    }

    private static SchemaChangeEntry entry(ResultSet row) throws SQLException {
        return new SchemaChangeEntry(
                row.getLong("id"),
                new TableId(row.getString("target_schema"), row.getString("target_table")),
                row.getString("source_position"),
                Optional.ofNullable(row.getTimestamp("commit_time")).map(Timestamp::toInstant),
                row.getString("statement"),
                row.getString("executed"),
                SchemaChangeState.valueOf(row.getString("state")),
                row.getString("reason"),
                row.getTimestamp("changed_at").toInstant(),
                decision(row),
                rewrite(row));
    }

    private static Optional<Rewrite> rewrite(ResultSet row) throws SQLException {
        long written = row.getLong("written");
        return row.wasNull()
                ? Optional.empty()
                : Optional.of(new Rewrite(row.getLong("rewrite_bytes"), Math.max(0, written)));
    }

    private static Optional<Decided> decision(ResultSet row) throws SQLException {
        String decision = row.getString("decision");
        return decision == null
                ? Optional.empty()
                : Optional.of(new Decided(
                        ChangeDecision.valueOf(decision),
                        row.getString("decided_by"),
                        row.getTimestamp("decided_at").toInstant()));
    }

    private static Object[] names(Set<SchemaChangeState> states) {
        return states.stream().map(SchemaChangeState::name).toArray();
    }

    /**
     * Keeps what a person has decided; the sink or the run does it.
     *
     * @return whether the change is there, in a state in which it can be decided so
     */
    public boolean decide(long id, ChangeDecision decision, String user) throws SQLException {
        return table.ask(false, postgres -> {
            try (PreparedStatement statement = postgres.prepareStatement(DECIDE)) {
                statement.setString(1, decision.name());
                statement.setString(2, user);
                statement.setString(3, connector);
                statement.setLong(4, id);
                statement.setArray(5, postgres.createArrayOf("text", names(decision.decidable())));
                return statement.executeUpdate() == 1;
            }
        });
    }

    /** Records why a table cannot be made anew for its reload yet. */
    public void hindered(Collection<SchemaChangeEntry> entries, String reason) throws SQLException {
        for (SchemaChangeEntry entry : entries) {
            table.ask(0, postgres -> {
                try (PreparedStatement statement = postgres.prepareStatement(HINDERED)) {
                    statement.setString(1, reason);
                    statement.setString(2, connector);
                    statement.setLong(3, entry.id());
                    return statement.executeUpdate();
                }
            });
        }
    }

    /** Records that the tables of these changes were reloaded since. */
    public void reloaded(Collection<SchemaChangeEntry> entries) throws SQLException {
        Long[] ids = entries.stream().map(SchemaChangeEntry::id).toArray(Long[]::new);
        table.ask(0, postgres -> {
            try (PreparedStatement statement = postgres.prepareStatement(RELOADED)) {
                statement.setString(1, SchemaChangeState.RELOADED.name());
                statement.setString(2, connector);
                statement.setArray(3, postgres.createArrayOf("bigint", ids));
                statement.setString(4, SchemaChangeState.RELOAD_WANTED.name());
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
