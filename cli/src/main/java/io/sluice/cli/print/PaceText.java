package io.sluice.cli.print;

import io.sluice.control.status.Pace;
import io.sluice.control.status.Phase;
import io.sluice.control.status.PipelineStatus;
import java.time.Duration;

/** How fast a pipeline goes on, for people. */
final class PaceText {

    private PaceText() {}

    /** What follows the phase; empty where nothing was measured. */
    static String of(PipelineStatus status) {
        Pace pace = status.pace();
        return switch (status.phase()) {
            case LOADING, STREAMING, INDEXING ->
                pace.elapsedMillis() == Pace.UNKNOWN
                        ? ""
                        : " for " + duration(pace.elapsedMillis()) + rate(status.phase(), pace) + remaining(pace);
            case STARTING, FAILED, STOPPED -> "";
        };
    }

    private static String rate(Phase phase, Pace pace) {
        return phase == Phase.INDEXING
                ? ""
                : ", %,.0f %s/s".formatted(pace.perSecond(), phase == Phase.LOADING ? "rows" : "changes");
    }

    private static String remaining(Pace pace) {
        return pace.remainingMillis() == Pace.UNKNOWN ? "" : ", about " + duration(pace.remainingMillis()) + " left";
    }

    /** The two largest units. */
    static String duration(long millis) {
        Duration time = Duration.ofMillis(millis);
        if (time.toDays() > 0) {
            return time.toDays() + " d " + time.toHoursPart() + " h";
        }
        if (time.toHours() > 0) {
            return time.toHours() + " h " + time.toMinutesPart() + " min";
        }
        return time.toMinutes() > 0
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : time.toSeconds() + " s";
    }
}
