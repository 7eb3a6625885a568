package io.sluice.core.ddl;

import java.util.Objects;

/**
 * What has to become of a schema change in PostgreSQL.
 *
 * @param reason why it is not simply followed, as one sentence without its end; empty where it is
 */
public record SchemaOutcome(Kind kind, String reason) {

    public enum Kind {
        /** After the statements PostgreSQL's table is MySQL's. */
        FOLLOWED,
        /** By policy PostgreSQL's table keeps what MySQL's has lost or changed, and takes the rows that follow. */
        IGNORED,
        /** After the statements its columns and rows are MySQL's; its indexes and constraints have yet to be made. */
        KEYS,
        /** After the statements the table has MySQL's shape, and its rows have to be brought anew. */
        RELOAD,
        /** The table stops before the change. */
        STOP
    }

    public static final SchemaOutcome FOLLOWED = new SchemaOutcome(Kind.FOLLOWED, "");

    public SchemaOutcome {
        Objects.requireNonNull(kind);
        if (reason.isEmpty() != (kind == Kind.FOLLOWED)) {
            throw new IllegalArgumentException("an outcome other than FOLLOWED has a reason: " + kind + " " + reason);
        }
    }

    public static SchemaOutcome keys(String reason) {
        return new SchemaOutcome(Kind.KEYS, reason);
    }

    public static SchemaOutcome reload(String reason) {
        return new SchemaOutcome(Kind.RELOAD, reason);
    }

    public static SchemaOutcome ignored(String reason) {
        return new SchemaOutcome(Kind.IGNORED, reason);
    }

    public static SchemaOutcome stop(String reason) {
        return new SchemaOutcome(Kind.STOP, reason);
    }
}
