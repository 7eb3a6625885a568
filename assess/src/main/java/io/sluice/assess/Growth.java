package io.sluice.assess;

import java.time.Duration;

/**
 * How much is written to the server, in all its databases.
 *
 * @param changesPerDay rows changed, on average since the server started
 * @param uptimeSeconds since the server started
 * @param logBytes the binary log that is there; -1 if that is not known
 * @param loggedBytes by how much the log grew while the assessment ran; -1 if that is not known
 */
public record Growth(long changesPerDay, long uptimeSeconds, long logBytes, long loggedBytes, long measuredSeconds) {

    static final long UNKNOWN = -1;

    static Growth of(SourceServer server, long logBytesBefore, long logBytesAfter, Duration measured) {
        long changes = server.counter("Innodb_rows_inserted")
                + server.counter("Innodb_rows_updated")
                + server.counter("Innodb_rows_deleted");
        long uptime = Math.max(1, server.counter("Uptime"));
        boolean known = logBytesBefore >= 0 && logBytesAfter >= logBytesBefore;
        return new Growth(
                Math.round(changes * 86_400.0 / uptime),
                uptime,
                logBytesAfter,
                known ? logBytesAfter - logBytesBefore : UNKNOWN,
                Math.max(1, measured.toSeconds()));
    }
}
