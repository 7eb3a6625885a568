package io.sluice.control.flood;

import io.sluice.core.type.LocalTimeText;

/**
 * A table that the transformer or the sink has stopped, since too many of its records would have become dead letters.
 *
 * @param table as in MySQL
 * @param sinceMillis in milliseconds since 1970
 * @param reason one sentence without its end
 */
public record StoppedTable(String table, long sinceMillis, String reason) {

    /** For people: what has happened, and what to do. */
    public String text() {
        String time = LocalTimeText.of(sinceMillis);
        return "%s is stopped since %s: %s; correct the cause, then start 'sluice run' with --accept-dead-letters %s"
                .formatted(table, time, reason, table);
    }
}
