package io.sluice.core.policy;

/** What happens to a kind of schema change. */
public enum OnChange implements Choice {
    /** PostgreSQL gets it. */
    APPLY,
    /** The table stands still before it until a person decides; all others go on. */
    STOP,
    /** PostgreSQL stays as it is, as far as the rows that follow allow it. */
    IGNORE;

    /** The choices for a kind after which rows fit the changed table only. */
    static OnChange[] followed() {
        return new OnChange[] {APPLY, STOP};
    }
}
