package io.sluice.core.type;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Moments for people, to the second and in the time zone of this machine: {@code 2024-05-06 07:08:09}. */
public final class LocalTimeText {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    private LocalTimeText() {}

    /** @param millis since 1970 */
    public static String of(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis).atZone(ZoneId.systemDefault()));
    }
}
