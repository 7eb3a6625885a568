package io.sluice.assess;

import java.time.Duration;
import java.util.Locale;

/**
 * How much is written to the server, in all its databases.
 *
 * @param changes rows changed since the server started
 * @param uptimeSeconds since the server started, above 0
 * @param logBytes the binary log that is there; -1 if that is not known
 * @param loggedBytes by how much the log grew while the assessment ran; -1 if that is not known
 */
public record Growth(long changes, long uptimeSeconds, long logBytes, long loggedBytes, long measuredSeconds) {

    static final long UNKNOWN = -1;

    /** What was measured over less says nothing of a whole day, with its night. */
    private static final long DAY_SECONDS = 86_400;

    public Growth {
        if (uptimeSeconds < 1) {
            throw new IllegalArgumentException("a server that answers has been up for a second: " + uptimeSeconds);
        }
    }

    static Growth of(SourceServer server, long logBytesBefore, long logBytesAfter, Duration measured) {
        long changes = server.counter("Innodb_rows_inserted")
                + server.counter("Innodb_rows_updated")
                + server.counter("Innodb_rows_deleted");
        boolean known = logBytesBefore >= 0 && logBytesAfter >= logBytesBefore;
        return new Growth(
                changes,
                Math.max(1, server.counter("Uptime")),
                logBytesAfter,
                known ? logBytesAfter - logBytesBefore : UNKNOWN,
                Math.max(1, measured.toSeconds()));
    }

    /** The rate at which rows change and over what time it was measured; what that is in a day, if it was a day at least. */
    String text() {
        double rate = changes / (double) uptimeSeconds;
        String text = String.format(Locale.ROOT, rate < 100 ? "%,.1f" : "%,.0f", rate) + " rows/s, on average over the "
                + FigureText.duration(Duration.ofSeconds(uptimeSeconds)) + " since MySQL started";
        return uptimeSeconds < DAY_SECONDS
                ? text
                : text + ": " + FigureText.count(Math.round(rate * DAY_SECONDS)) + " rows a day";
    }
}
