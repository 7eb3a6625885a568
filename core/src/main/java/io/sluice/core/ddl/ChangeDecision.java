package io.sluice.core.ddl;

import java.util.Set;

/** What a person has decided about a schema change: a column of {@code sluice.schema_change}. */
public enum ChangeDecision {
    /** It is executed, also if a policy holds it. */
    APPLY,
    /** It is not executed, and its table goes on. */
    SKIP,
    /** It is not executed: the table is made anew as MySQL has it, and reloaded. */
    RELOAD;

    /** The states in which a change can be decided so. */
    public Set<SchemaChangeState> decidable() {
        return switch (this) {
            case APPLY, SKIP -> Set.of(SchemaChangeState.STOPPED);
            case RELOAD -> Set.of(SchemaChangeState.STOPPED, SchemaChangeState.SKIPPED, SchemaChangeState.IGNORED);
        };
    }
}
