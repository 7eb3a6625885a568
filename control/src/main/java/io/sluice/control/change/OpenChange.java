package io.sluice.control.change;

import io.sluice.control.change.SchemaChangeEntry.Rewrite;
import io.sluice.core.ddl.SchemaChangeState;
import io.sluice.core.type.LocalTimeText;

/**
 * A schema change with which something has yet to happen.
 *
 * @param id as {@code sluice schema-changes} names it
 * @param table as in MySQL, or as in PostgreSQL if it is not known there
 * @param statement as MySQL's log has it
 * @param position in MySQL's log
 * @param sinceMillis in milliseconds since 1970
 * @param reason one sentence without its end; empty if there is none
 * @param rewriteBytes of the table that is written anew and its indexes, before; else 0
 * @param writtenBytes by how much the database has grown since, which others may have done as well; else 0
 */
public record OpenChange(
        long id,
        String table,
        Standing standing,
        String statement,
        String position,
        long sinceMillis,
        String reason,
        long rewriteBytes,
        long writtenBytes) {

    private static final long BYTES_PER_MB = 1_000_000;

    private static final int STATEMENT_CHARS_MAX = 200;

    /** What the table waits for. */
    public enum Standing {
        /** A person's decision. */
        STOPPED_BY_SCHEMA_CHANGE,
        /** The sink, which does what a person has decided. */
        DECIDED,
        /** PostgreSQL, which writes the table anew. */
        REWRITING,
        /** The reload by the run. */
        RELOAD_WANTED
    }

    /** Whether its table is stopped until a person decides. */
    public boolean awaitsDecision() {
        return standing == Standing.STOPPED_BY_SCHEMA_CHANGE;
    }

    /** @param entry in one of the states of {@link SchemaChangeLog#open} */
    static OpenChange of(SchemaChangeEntry entry, String table) {
        return new OpenChange(
                entry.id(),
                table,
                standing(entry),
                shortened(entry.statement()),
                entry.position(),
                entry.changedAt().toEpochMilli(),
                entry.reason(),
                entry.rewrite().map(Rewrite::bytes).orElse(0L),
                entry.rewrite().map(Rewrite::written).orElse(0L));
    }

    private static Standing standing(SchemaChangeEntry entry) {
        if (entry.state() == SchemaChangeState.RELOAD_WANTED) {
            return Standing.RELOAD_WANTED;
        }
        if (entry.state() == SchemaChangeState.REWRITING) {
            return Standing.REWRITING;
        }
        return entry.decision().isPresent() ? Standing.DECIDED : Standing.STOPPED_BY_SCHEMA_CHANGE;
    }

    /** A statement as one line of bounded length. */
    public static String shortened(String statement) {
        String line = statement.replaceAll("\\s+", " ");
        return line.length() <= STATEMENT_CHARS_MAX ? line : line.substring(0, STATEMENT_CHARS_MAX) + "…";
    }

    /** For people: what has happened, and what to do. */
    public String text() {
        String what = "%s: %s since %s by schema change %d, '%s' at %s%s"
                .formatted(
                        table,
                        standing,
                        LocalTimeText.of(sinceMillis),
                        id,
                        statement,
                        position,
                        reason.isEmpty() ? "" : " (" + reason + ")");
        return what
                + switch (standing) {
                    case STOPPED_BY_SCHEMA_CHANGE ->
                        "; correct the cause, then 'sluice schema-changes PIPELINE apply %1$d', or 'skip %1$d', or 'reload %1$d'"
                                .formatted(id);
                    case REWRITING ->
                        "; about %,d of %,d MB are written"
                                .formatted(
                                        Math.min(writtenBytes, rewriteBytes) / BYTES_PER_MB,
                                        rewriteBytes / BYTES_PER_MB);
                    case DECIDED -> "; 'sluice run' goes on with it";
                    case RELOAD_WANTED -> "; 'sluice run' brings its rows anew";
                };
    }
}
