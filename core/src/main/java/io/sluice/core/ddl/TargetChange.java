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
 * @param anew statements that make the table without rows, for one that is not what {@code statements} expect; empty if
 *     these expect nothing
 * @param outcome once the statements are executed
 * @param extent how much of the table it touches
 * @param held why a person has to decide first, as one sentence without its end; empty if nobody has to
 */
public record TargetChange(
        String statement,
        List<String> ahead,
        List<String> statements,
        List<String> anew,
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
        anew = List.copyOf(anew);
    }

    /** A change of the definition that expects nothing of the table and waits for nobody. */
    public static TargetChange of(String statement, List<String> statements, SchemaOutcome outcome) {
        return new TargetChange(
                statement, List.of(), statements, List.of(), outcome, Extent.DEFINITION, Optional.empty());
    }

    /** The same change, for which a person has to decide first, if there is a reason. */
    public TargetChange heldBy(Optional<String> reason) {
        return new TargetChange(statement, ahead, statements, anew, outcome, extent, reason);
    }

    /** Whether nothing has to be done for it. */
    public boolean isNothing() {
        return statements.isEmpty() && ahead.isEmpty() && outcome.equals(SchemaOutcome.FOLLOWED);
    }
}
