package io.sluice.control.change;

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
 * @param reason one sentence without its end
 */
public record OpenChange(
        long id, String table, Standing standing, String statement, String position, long sinceMillis, String reason) {

    private static final int STATEMENT_CHARS_MAX = 200;

    /** What the table waits for. */
    public enum Standing {
        /** A person's decision. */
        STOPPED_BY_SCHEMA_CHANGE,
        /** The sink, which does what a person has decided. */
        DECIDED,
        /** The reload by the run. */
        RELOAD_WANTED
    }

    /** @param entry in state STOPPED or RELOAD_WANTED */
    static OpenChange of(SchemaChangeEntry entry, String table) {
        return new OpenChange(
                entry.id(),
                table,
                standing(entry),
                shortened(entry.statement()),
                entry.position(),
                entry.changedAt().toEpochMilli(),
                entry.reason());
    }

    private static Standing standing(SchemaChangeEntry entry) {
        if (entry.state() == SchemaChangeState.RELOAD_WANTED) {
            return Standing.RELOAD_WANTED;
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
        String what = "%s: %s since %s by schema change %d, '%s' at %s (%s)"
                .formatted(table, standing, LocalTimeText.of(sinceMillis), id, statement, position, reason);
        return what
                + switch (standing) {
                    case STOPPED_BY_SCHEMA_CHANGE ->
                        "; correct the cause, then 'sluice schema-changes PIPELINE apply %1$d', or 'skip %1$d', or 'reload %1$d'"
                                .formatted(id);
                    case DECIDED -> "; 'sluice run' goes on with it";
                    case RELOAD_WANTED -> "; 'sluice run' brings its rows anew";
                };
    }
}
