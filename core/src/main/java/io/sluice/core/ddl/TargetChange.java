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
 * @param held why a person has to decide first, as one sentence without its end; empty if nobody has to
 */
public record TargetChange(
        String statement,
        List<String> ahead,
        List<String> statements,
        List<String> anew,
        SchemaOutcome outcome,
        Optional<String> held) {

    public TargetChange {
        Objects.requireNonNull(statement);
        Objects.requireNonNull(outcome);
        Objects.requireNonNull(held);
        ahead = List.copyOf(ahead);
        statements = List.copyOf(statements);
        anew = List.copyOf(anew);
    }

    /** Whether nothing has to be done for it. */
    public boolean isNothing() {
        return statements.isEmpty() && ahead.isEmpty() && outcome.equals(SchemaOutcome.FOLLOWED);
    }
}
