package io.sluice.control.status;

/**
 * How fast a phase goes on.
 *
 * @param elapsedMillis since the phase began, or since this run began within it
 * @param perSecond rows copied by the load, changes applied afterwards, of the last seconds
 * @param remainingMillis about how long the load still takes; {@link #UNKNOWN} in another phase and at the start
 */
public record Pace(long elapsedMillis, double perSecond, long remainingMillis) {

    public static final long UNKNOWN = -1;

    /** Before anything was measured, and where nothing measures. */
    public static final Pace NONE = new Pace(UNKNOWN, 0, UNKNOWN);
}
