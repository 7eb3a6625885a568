package io.sluice.core.ddl;

import java.util.Set;

/** What has become of a schema change in PostgreSQL: a column of {@code sluice.schema_change}. */
public enum SchemaChangeState {
    /** Its statements are executed, and nothing is left to do. */
    APPLIED,
    /** Its statements are executed, and the table's rows have yet to be brought anew. */
    RELOAD_WANTED,
    /** The rows were brought anew since. */
    RELOADED,
    /** Its statements are being executed, and PostgreSQL writes the whole table anew; or that was cut short. */
    REWRITING,
    /** It is not applied: its table stands still before it. */
    STOPPED,
    /** By policy it is not applied, or not all of it: {@link SchemaOutcome.Kind#IGNORED}. */
    IGNORED,
    /** A person has decided that it is not applied, and that its table goes on. */
    SKIPPED;

    /** The states that may follow this one. */
    public Set<SchemaChangeState> next() {
        return switch (this) {
            case APPLIED, RELOADED -> Set.of();
            case IGNORED, SKIPPED -> Set.of(RELOAD_WANTED);
            case RELOAD_WANTED -> Set.of(RELOADED);
            case REWRITING -> Set.of(APPLIED, RELOAD_WANTED, IGNORED, STOPPED);
            case STOPPED -> Set.of(APPLIED, RELOAD_WANTED, REWRITING, IGNORED, SKIPPED);
        };
    }

    /** The state of a change whose statements PostgreSQL has taken. */
    public static SchemaChangeState after(SchemaOutcome.Kind outcome) {
        return switch (outcome) {
            case FOLLOWED -> APPLIED;
            case IGNORED -> IGNORED;
            case RELOAD -> RELOAD_WANTED;
            case STOP -> STOPPED;
        };
    }
}
