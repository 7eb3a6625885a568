package io.sluice.control.watch;

import io.sluice.core.type.LocalTimeText;

/**
 * A dependency that does not answer, or refuses the pipeline.
 *
 * @param kind whether it is silent or refuses
 * @param sinceMillis when it was first noticed to be absent in this way, in milliseconds since 1970
 * @param reason one sentence about the cause, and what to do about it
 */
public record Absence(Dependency dependency, Kind kind, long sinceMillis, String reason) {

    /** How a dependency is absent. */
    public enum Kind {
        /** It cannot be reached, or does not answer in time. */
        SILENT,
        /** It answers, and refuses: a wrong password, an expired certificate. */
        REFUSING
    }

    /** For people: who is away since when, and why. */
    public String text() {
        String time = LocalTimeText.of(sinceMillis);
        return "waiting for " + dependency.label() + " since " + time + ": " + reason;
    }
}
