package io.sluice.core.ddl;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What PostgreSQL gets for a schema change.
 *
 * @param statement of MySQL, as its log has it
 * @param ahead statements that are committed before those that follow, and harm nobody before them: labels of enumerated
 *     types, which the transaction that adds them cannot use
 * @param statements of PostgreSQL, in order
 * @param outcome once the statements are executed
 * @param extent how much of the table it touches
 * @param held why a person has to decide first, as one sentence without its end; empty if nobody has to
 */
public record TargetChange(
        String statement,
        List<String> ahead,
        List<String> statements,
        SchemaOutcome outcome,
        Extent extent,
        Optional<String> held) {

    /** How much of PostgreSQL's table a change touches. */
    public enum Extent {
        /** What the catalogue says of it, and at most some of its rows. */
        DEFINITION,
        /** All of it: PostgreSQL writes the table and its indexes anew, and locks it meanwhile. */
        REWRITE
    }

    public TargetChange {
        Objects.requireNonNull(statement);
        Objects.requireNonNull(outcome);
        Objects.requireNonNull(extent);
        Objects.requireNonNull(held);
        ahead = List.copyOf(ahead);
        statements = List.copyOf(statements);
    }

    /** Whether nothing has to be done for it. */
    public boolean isNothing() {
        return statements.isEmpty() && ahead.isEmpty() && outcome.equals(SchemaOutcome.FOLLOWED);
    }
}
