package io.sluice.schema.plan;

import io.sluice.core.name.TableId;

/**
 * A finding, and the statement above which it is printed.
 *
 * @param table in PostgreSQL
 * @param part as {@link io.sluice.core.sql.Statement} has it; empty for the table, or for what has no statement
 */
public record PlacedFinding(Finding finding, Phase phase, TableId table, String part) {

    /** The part of the script. */
    public enum Phase {
        BEFORE_DATA,
        AFTER_DATA
    }
}
