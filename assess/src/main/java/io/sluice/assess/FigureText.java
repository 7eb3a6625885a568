package io.sluice.assess;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** How figures are written for people. */
public final class FigureText {

    private static final List<String> UNITS = List.of("bytes", "kB", "MB", "GB", "TB", "PB");

    private FigureText() {}

    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 1 row}, {@code 2 rows}. */
    public static String count(long number, String one, String many) {
        return count(number) + " " + (number == 1 ? one : many);
    }

    public static String bytes(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= 1_000 && unit < UNITS.size() - 1) {
            size /= 1_000;
            unit++;
        }
        return unit == 0 ? bytes + " bytes" : String.format(Locale.ROOT, "%.1f %s", size, UNITS.get(unit));
    }

    /** In the largest unit of which there are two at least. */
    static String duration(Duration duration) {
        long seconds = Math.max(1, duration.toSeconds());
        if (seconds < 120) {
            return count(seconds, "second", "seconds");
        }
        if (seconds < 2 * 3_600) {
            return count(seconds / 60) + " minutes";
        }
        return seconds < 2 * 86_400 ? count(seconds / 3_600) + " hours" : count(seconds / 86_400) + " days";
    }

    /** The first of the names, and how many more there are. */
    public static String names(List<String> names) {
        int shown = Math.min(names.size(), 10);
        String text = String.join(", ", names.subList(0, shown));
        return shown == names.size() ? text : text + " and " + count(names.size() - shown) + " more";
    }
}
