package io.sluice.assess;

import java.util.Locale;

/** How much it matters what was found; the later, the more. */
public enum Severity {
    OK,
    /** Good to know. */
    NOTICE,
    /** The migration runs, but something does not arrive, or not as it was, until somebody decides. */
    WARNING,
    /** The migration does not start, or stops on its way. */
    BLOCKER;

    /** The name for a person. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
