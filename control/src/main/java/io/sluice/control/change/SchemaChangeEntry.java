package io.sluice.control.change;

import io.sluice.core.ddl.ChangeDecision;
import io.sluice.core.ddl.SchemaChangeState;
import io.sluice.core.name.TableId;
import java.time.Instant;
import java.util.Optional;

/**
 * A schema change and what has become of it.
 *
 * @param table in PostgreSQL
 * @param position in MySQL's log
 * @param commitTime when MySQL made it, if that is known
 * @param statement as MySQL's log has it
 * @param executed what PostgreSQL got for it
 * @param reason why it is not simply applied; empty if it is
 * @param decision what a person wants to become of it, if somebody has decided
 * @param rewrite there while PostgreSQL writes the table anew
 */
public record SchemaChangeEntry(
        long id,
        TableId table,
        String position,
        Optional<Instant> commitTime,
        String statement,
        String executed,
        SchemaChangeState state,
        String reason,
        Instant changedAt,
        Optional<Decided> decision,
        Optional<Rewrite> rewrite) {

    /**
     * How far PostgreSQL is that writes the table anew.
     *
     * @param bytes of the table and its indexes before
     * @param written by how much the database has grown since, which others may have done as well
     */
    public record Rewrite(long bytes, long written) {}

    /**
     * A decision.
     *
     * @param by the user's name on the machine where it was made
     */
    public record Decided(ChangeDecision decision, String by, Instant at) {}
}
