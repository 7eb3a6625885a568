package io.sluice.control.flood;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/**
 * A table that the transformer has stopped, since too many of its records became dead letters.
 *
 * @param table as in MySQL
 * @param sinceMillis in milliseconds since 1970
 * @param reason one sentence without its end
 */
public record StoppedTable(String table, long sinceMillis, String reason) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    /** For people: what has happened, and what to do. */
    public String text() {
        String time = TIME.format(Instant.ofEpochMilli(sinceMillis).atZone(ZoneId.systemDefault()));
        return "%s is stopped since %s: %s; correct the cause, then start 'sluice run' with --accept-dead-letters %s"
                .formatted(table, time, reason, table);
    }
}
