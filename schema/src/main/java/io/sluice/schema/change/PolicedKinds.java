package io.sluice.schema.change;

import io.sluice.core.ddl.SchemaStatement;
import io.sluice.core.policy.OnChange;
import io.sluice.core.policy.Policies;
import io.sluice.core.policy.Policy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The kinds of a schema change, and what the policies of its table say to each.
 *
 * @param kinds policies of {@link Policy.Section#SCHEMA_CHANGES}
 */
record PolicedKinds(Policies policies, Set<Policy> kinds) {

    PolicedKinds {
        kinds = Set.copyOf(kinds);
    }

    /** The kind of a statement that concerns a table as a whole. */
    static Policy ofTable(SchemaStatement.Action action) {
        return switch (action) {
            case CREATE -> Policy.CREATE_TABLE;
            case RENAME -> Policy.RENAME_TABLE;
            case DROP -> Policy.DROP_TABLE;
            case ALTER -> throw new IllegalArgumentException("an ALTER has kinds of its own");
        };
    }

    boolean ignores(Policy kind) {
        return kinds.contains(kind) && policies.onChange(kind) == OnChange.IGNORE;
    }

    /** Why a person has to decide first, if somebody has to. */
    Optional<String> held() {
        String stopping = named(OnChange.STOP);
        return stopping.isEmpty() ? Optional.empty() : Optional.of(stopping + " holds it");
    }

    /** What is left out; none if nothing is. */
    List<String> ignored() {
        String ignoring = named(OnChange.IGNORE);
        return ignoring.isEmpty() ? List.of() : List.of(ignoring + " leaves PostgreSQL as it is");
    }

    private String named(OnChange choice) {
        return kinds.stream()
                .sorted()
                .filter(kind -> policies.onChange(kind) == choice)
                .map(kind -> "the policy '" + kind.id() + ": " + choice.id() + "'")
                .collect(Collectors.joining(" and "));
    }
}
